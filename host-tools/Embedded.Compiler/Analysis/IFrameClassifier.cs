// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>Says which class a frame is. One instance serves one thread.</summary>
public interface IFrameClassifier
{
    /// <summary>Index of the largest output, the first of equals.</summary>
    int Run(Frame frame);

    /// <summary>Probability of the class that <see cref="Run"/> gave last, 0 to 1; NaN where the network puts out scores.</summary>
    double Confidence { get; }

    /// <summary>Probability of any output after <see cref="Run"/>, 0 to 1; NaN where the network puts out scores.</summary>
    double ProbabilityOf(int output);

    /// <summary>The same as a board prints it and compares it with its threshold, 0 to 100; -1 where the network puts out scores.</summary>
    int Percent { get; }
}
