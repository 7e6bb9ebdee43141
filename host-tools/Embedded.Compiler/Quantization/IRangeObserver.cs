// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Chooses the real range that an activation's 256 steps cover.</summary>
public interface IRangeObserver
{
    /// <summary>Name for options and reports.</summary>
    string Name { get; }

    /// <summary>The range for a tensor with these statistics.</summary>
    (float Minimum, float Maximum) Range(TensorStatistics statistics);
}
