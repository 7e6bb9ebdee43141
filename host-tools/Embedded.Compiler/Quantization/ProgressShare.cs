// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Reports the progress of a part as that of the whole.</summary>
internal sealed class ProgressShare(IProgress<double> whole, double from, double to) : IProgress<double>
{
    /// <inheritdoc />
    public void Report(double value) => whole.Report(from + (to - from) * value);
}
