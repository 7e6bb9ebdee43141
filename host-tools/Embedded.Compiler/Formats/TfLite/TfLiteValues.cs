// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>A constant's values; the number of bytes is checked against the shape.</summary>
internal static class TfLiteValues
{
    /// <summary>int8 values.</summary>
    public static sbyte[] Int8(TfLiteTensor tensor, string place)
    {
        Check(tensor, tensor.Type == TfLiteType.Int8, 1, place, "int8");
        return MemoryMarshal.Cast<byte, sbyte>(tensor.Data.Span).ToArray();
    }

    /// <summary>int32 values.</summary>
    public static int[] Int32(TfLiteTensor tensor, string place)
    {
        Check(tensor, tensor.Type == TfLiteType.Int32, 4, place, "int32");
        return Convert(tensor, 4, BinaryPrimitives.ReadInt32LittleEndian);
    }

    /// <summary>int32 or int64 values that fit an int: axes, sides, paddings.</summary>
    /// <exception cref="TfLiteException">Another type, or a value that does not fit.</exception>
    public static int[] Integers(TfLiteTensor tensor, string place)
    {
        if (tensor.Type == TfLiteType.Int32)
        {
            return Int32(tensor, place);
        }

        Check(tensor, tensor.Type == TfLiteType.Int64, 8, place, "int32 or int64");
        return Convert(tensor, 8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes) is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw new TfLiteException($"{place} has the number {BinaryPrimitives.ReadInt64LittleEndian(bytes)} for an axis or side; the file is damaged"));
    }

    /// <summary>Real values: float, float16, or scale (q - zero point) of uint8, int8 and int32, each scale along its dimension.</summary>
    public static float[] Real(TfLiteTensor tensor, string place)
    {
        switch (tensor.Type)
        {
            case TfLiteType.Float32:
                Check(tensor, true, 4, place, "float");
                return Convert(tensor, 4, BinaryPrimitives.ReadSingleLittleEndian);
            case TfLiteType.Float16:
                Check(tensor, true, 2, place, "float16");
                return Convert(tensor, 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));
            case TfLiteType.UInt8:
                Check(tensor, true, 1, place, "uint8");
                return Dequantize(tensor, Convert(tensor, 1, bytes => (int)bytes[0]), place);
            case TfLiteType.Int8:
                Check(tensor, true, 1, place, "int8");
                return Dequantize(tensor, Convert(tensor, 1, bytes => (int)(sbyte)bytes[0]), place);
            default:
                return Dequantize(tensor, Int32(tensor, place), place);
        }
    }

    private static float[] Dequantize(TfLiteTensor tensor, int[] values, string place)
    {
        int axis = tensor.QuantizedDimension;
        bool isPerChannel = tensor.Scales.Length > 1;
        if (tensor.Scales.Length == 0 || (isPerChannel && (axis < 0 || axis >= tensor.Shape.Length || tensor.Shape[axis] != tensor.Scales.Length)))
        {
            throw new TfLiteException($"{place} has {tensor.Scales.Length} scales for values of shape {tensor.ShapeText}; the file is damaged or its quantization was left out");
        }

        int inner = tensor.Shape.Skip(axis + 1).Aggregate(1, (count, side) => count * side);
        var real = new float[values.Length];
        for (int index = 0; index < real.Length; index++)
        {
            int channel = isPerChannel ? index / inner % tensor.Scales.Length : 0;
            real[index] = (float)((double)tensor.Scales[channel] * (values[index] - tensor.ZeroPoints[channel]));
        }

        return real;
    }

    private static void Check(TfLiteTensor tensor, bool isType, int size, string place, string type)
    {
        if (!isType)
        {
            throw new TfLiteException($"{place} has a constant \"{tensor.Name}\" of type {tensor.Type} where {type} is expected");
        }

        if (tensor.Count * size != tensor.Data.Length)
        {
            throw new TfLiteException($"{place} has {tensor.Data.Length} bytes of \"{tensor.Name}\" for the shape {tensor.ShapeText}; the file is damaged");
        }
    }

    private static T[] Convert<T>(TfLiteTensor tensor, int size, Reader<T> read)
    {
        ReadOnlySpan<byte> bytes = tensor.Data.Span;
        var values = new T[bytes.Length / size];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = read(bytes[(size * index)..]);
        }

        return values;
    }

    private delegate T Reader<T>(ReadOnlySpan<byte> bytes);
}
