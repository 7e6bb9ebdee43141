// SPDX-License-Identifier: MIT
using System;

namespace Embedded.Inference;

/// <summary>A model file was refused; nothing of it is used. No text on the device: the host and docs/console.md have the words.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Creates the exception; <paramref name="index"/> is the tensor or operator concerned, -1 if none.</summary>
    public ModelFormatException(int code, int index)
    {
        Code = code;
        Index = index;
    }

    /// <summary>One of <see cref="ModelError"/>.</summary>
    public int Code { get; }

    /// <summary>The tensor or operator concerned, -1 if none.</summary>
    public int Index { get; }
}
