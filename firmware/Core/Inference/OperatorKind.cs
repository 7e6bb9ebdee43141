// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>The operators a network is made of; the numbers are the ones in the .emb file.</summary>
public enum OperatorKind
{
    /// <summary>Convolution over all input channels; 1x1 with stride 1 is the pointwise convolution.</summary>
    Conv2D = 1,

    /// <summary>One filter per channel (times the depth multiplier).</summary>
    DepthwiseConv2D = 2,

    /// <summary>Every output from every input.</summary>
    FullyConnected = 3,

    /// <summary>Mean over a window, same scale in and out.</summary>
    AveragePool2D = 4,

    /// <summary>Probabilities with scale 1/256 and zero point -128.</summary>
    Softmax = 5,

    /// <summary>The same bytes under another shape.</summary>
    Reshape = 6,

    /// <summary>Sum of two tensors of one shape, rescaled: the residual connection of MobileNetV2.</summary>
    Add = 7,

    /// <summary>Mean over height and width, rescaled.</summary>
    Mean = 8,

    /// <summary>Rows and columns of real zeros around the input.</summary>
    Pad = 9,
}
