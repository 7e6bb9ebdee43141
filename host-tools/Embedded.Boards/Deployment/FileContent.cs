// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>Tells what a file is that was given in place of another one, for messages.</summary>
internal static class FileContent
{
    private const int ModelLength = 8; // in a model file's header
    private const int Sniffed = 64;

    /// <summary>True for a model file, or a slot image, which begins with one.</summary>
    public static bool IsModel(ReadOnlySpan<byte> bytes) => bytes.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == EmbFormat.Magic;

    /// <summary>What the bytes are, such as "an .emb model"; null if that is not known.</summary>
    public static string? Describe(ReadOnlySpan<byte> bytes) =>
        IsModel(bytes) ? (IsSlot(bytes) ? "the image of a model slot" : "an .emb model")
        : bytes.StartsWith(NanoHeader.Marker) ? "made of nanoFramework assemblies"
        : bytes.StartsWith("MZ"u8) ? "an assembly for .NET"
        : bytes.Length > 8 && bytes[4..].StartsWith("TFL3"u8) ? "a .tflite network"
        : bytes.StartsWith("PK"u8) ? "a zip archive"
        : bytes[..Math.Min(bytes.Length, Sniffed)].Contains((byte)0) ? "a binary file"
        : null;

    private static bool IsSlot(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length < EmbFormat.HeaderBytes ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes[ModelLength..]);
        return length >= EmbFormat.HeaderBytes && length < bytes.Length && SlotImage.Sequence(bytes, length) > 0;
    }
}
