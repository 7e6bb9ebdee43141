// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>An imported network and what was decided on the way.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Range">How pixels become real values; null if the input is no picture or nothing tells.</param>
/// <param name="IsPicture">True if the input has rows and columns of grey or colour pixels.</param>
/// <param name="IsChannelsFirst">True if the file takes [1, channels, height, width]; the imported network takes channels last.</param>
public sealed record TfLiteImported(QuantizedGraph Graph, PixelRange? Range, bool IsPicture, bool IsChannelsFirst);
