// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>A channel, and a share of its values or of a grid, 0 to 1.</summary>
public sealed record ChannelShare(int Channel, double Share);
