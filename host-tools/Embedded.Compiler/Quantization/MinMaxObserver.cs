// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Everything that calibration saw: nothing is clipped.</summary>
public sealed class MinMaxObserver : IRangeObserver
{
    /// <inheritdoc />
    public string Name => "min-max";

    /// <inheritdoc />
    public (float Minimum, float Maximum) Range(TensorStatistics statistics) => (statistics.Minimum, statistics.Maximum);
}
