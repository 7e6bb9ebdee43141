// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>A network cannot be quantized with these pictures or options; the message says why and what to do.</summary>
public sealed class QuantizationException(string message) : Exception(message);
