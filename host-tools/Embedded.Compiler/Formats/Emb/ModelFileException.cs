// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>A model file cannot be used; the message says why and what to do.</summary>
public sealed class ModelFileException : Exception
{
    /// <summary>The file's content was refused.</summary>
    public ModelFileException(string path, ModelFormatException inner)
        : base($"{path}: {ModelErrorText.Of(inner.Code, inner.Index)}", inner)
    {
        Code = inner.Code;
    }

    /// <summary>There is no file to read.</summary>
    public ModelFileException(string path, string reason)
        : base($"{path}: {reason}")
    {
    }

    /// <summary>The file could not be read.</summary>
    public ModelFileException(string path, Exception inner)
        : base($"{path}: cannot be read: {inner.Message}", inner)
    {
    }

    /// <summary>One of <see cref="ModelError"/>, 0 if the file could not be read at all.</summary>
    public int Code { get; }
}
