// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>The last part of longer work: 0 to 1 becomes <paramref name="from"/> to 1.</summary>
internal sealed class PartialProgress(IProgress<double> whole, double from) : IProgress<double>
{
    /// <inheritdoc />
    public void Report(double value) => whole.Report(from + (1 - from) * value);
}
