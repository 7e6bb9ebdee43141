// SPDX-License-Identifier: MIT
namespace Embedded.Training.Transfer;

/// <summary>Where a trained network was read from: part of a recipe.</summary>
public sealed record NetworkSource
{
    /// <summary>The file, or the folder of a run.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required NetworkSourceKind Kind { get; init; }

    /// <summary>CRC-32 of the file, of a run that of its best.ckpt without the one at its end, as eight hexadecimal digits.</summary>
    public required string Crc32 { get; init; }
}
