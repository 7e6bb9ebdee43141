// SPDX-License-Identifier: MIT
using static TorchSharp.torch;

namespace Embedded.Training.QuantizationAware;

/// <summary>An int8 activation of a batch, with gradients.</summary>
/// <param name="Values">[batch, channels, height, width] whole numbers, q - zero point.</param>
/// <param name="Scale">[] real units a step.</param>
/// <param name="ZeroPoint">The int8 value that means real 0.</param>
internal sealed record QuantizedActivation(Tensor Values, Tensor Scale, int ZeroPoint);
