// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>Says which class a frame is. One instance serves one thread.</summary>
public interface IFrameClassifier
{
    /// <summary>Index of the largest output, the first of equals.</summary>
    int Run(Frame frame);
}
