// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards;

/// <summary>A camera that is late: each frame takes up to a given time longer, drawn from a seed.</summary>
/// <param name="frames">What it looks at.</param>
/// <param name="longest">The most that it is late.</param>
/// <param name="seed">Decides by how much.</param>
/// <param name="cancellation">Ends waiting.</param>
internal sealed class SlowFrames(IFrameSource frames, TimeSpan longest, int seed, CancellationToken cancellation) : IFrameSource
{
    private readonly Random _random = new(seed);

    public Picture? Next()
    {
        cancellation.WaitHandle.WaitOne(longest * _random.NextDouble());
        return frames.Next();
    }
}
