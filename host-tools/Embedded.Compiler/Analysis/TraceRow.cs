// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>What one operator of the original network put out.</summary>
/// <param name="Op">Its index in the original network.</param>
/// <param name="Opcode">TensorFlow Lite's name.</param>
/// <param name="Shape">1xHxWxC or 1xC.</param>
/// <param name="Scale">Real units a step.</param>
/// <param name="ZeroPoint">The int8 value that means real 0.</param>
/// <param name="Bytes">Bytes of the output.</param>
/// <param name="Offset">Sum of the bytes of all outputs before.</param>
/// <param name="Crc32">Of the output's bytes.</param>
public sealed record TraceRow(int Op, string Opcode, string Shape, float Scale, int ZeroPoint, int Bytes, int Offset, uint Crc32)
{
    /// <summary>Names of the columns of <see cref="ToTsv"/>, tab separated.</summary>
    public const string Header = "op\topcode\tshape\tscale\tzero_point\tbytes\toffset\tcrc32";

    /// <summary>The row, tab separated.</summary>
    public string ToTsv() => $"{Op}\t{Opcode}\t{Shape}\t{OperatorText.Scale(Scale)}\t{ZeroPoint}\t{Bytes}\t{Offset}\t{Crc32:x8}";
}
