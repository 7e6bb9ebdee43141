// SPDX-License-Identifier: MIT
namespace Embedded.Training.Models;

/// <summary>What a layer with weights does.</summary>
public enum LayerKind
{
    /// <summary>Convolution over all input channels, batch norm, activation.</summary>
    Convolution,

    /// <summary>One filter a channel, batch norm, activation.</summary>
    Depthwise,

    /// <summary>1x1 convolution that mixes channels, batch norm, activation.</summary>
    Pointwise,

    /// <summary>1x1 convolution with bias on the pooled features: one score (logit) a class.</summary>
    Classifier,
}
