// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>An imported network and what was decided on the way.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Range">How pixels become real values; null if the input is no picture or nothing tells.</param>
/// <param name="IsPicture">True if the input has rows and columns of grey or colour pixels.</param>
/// <param name="IsChannelsFirst">True if the file takes [1, channels, height, width]; the imported network takes channels last.</param>
public sealed record TfLiteImported(QuantizedGraph Graph, PixelRange? Range, bool IsPicture, bool IsChannelsFirst)
{
    /// <summary>The network as an .emb file.</summary>
    /// <exception cref="TfLiteException">The network does not fit the format: a side, a scale or the arena is too large.</exception>
    public byte[] ToEmb()
    {
        try
        {
            return EmbWriter.Write(Graph);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new TfLiteException("the scales of an operator lie too far apart for int8 arithmetic; the file is damaged", exception);
        }
        catch (ArgumentException exception)
        {
            throw new TfLiteException(exception.Message, exception);
        }
    }
}
