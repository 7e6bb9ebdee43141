// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>Labelled pictures by index. Members are called from several threads at once.</summary>
public interface ISampleSource
{
    /// <summary>Number of pictures.</summary>
    int Count { get; }

    /// <summary>The class of picture <paramref name="index"/>, 0 to classes - 1.</summary>
    int Label(int index);

    /// <summary>The decoded picture. The frame is only read, and only until the same thread's next call.</summary>
    Frame Picture(int index);
}
