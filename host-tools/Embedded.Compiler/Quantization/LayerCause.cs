// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>Where a layer's cost comes from when it alone is quantized: it tells what would help.</summary>
public enum LayerCause
{
    /// <summary>Most of it is there when only its weights are rounded.</summary>
    Weights,

    /// <summary>Its grid leaves out values that it computes.</summary>
    Clipping,

    /// <summary>A few wide channels need the whole grid, and half of the channels get little of it.</summary>
    ChannelSpread,

    /// <summary>Its channels are alike and fit the grid: 256 steps are all there is.</summary>
    Resolution,
}
