// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>A .tflite file cannot be used; the message is one sentence that names the place and the way out.</summary>
public sealed class TfLiteException : Exception
{
    /// <summary>The file's content was refused.</summary>
    public TfLiteException(string message)
        : base(message)
    {
    }

    /// <summary>The file was refused because of <paramref name="inner"/>.</summary>
    public TfLiteException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Refuses the file with the sentence <paramref name="otherwise"/> unless <paramref name="isTrue"/>.</summary>
    internal static void Require([DoesNotReturnIf(false)] bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new TfLiteException(otherwise);
        }
    }
}
