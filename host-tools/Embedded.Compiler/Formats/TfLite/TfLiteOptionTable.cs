// SPDX-License-Identifier: MIT
using Google.FlatBuffers;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Where each operator's options lie in its options table: one list of fields for reading and writing.</summary>
internal static class TfLiteOptionTable
{
    /// <summary>Number of the table in the schema's union BuiltinOptions; 0 for operators that have none.</summary>
    public static byte TypeOf(TfLiteOpcode code) => code switch
    {
        TfLiteOpcode.Conv2D => 1,
        TfLiteOpcode.DepthwiseConv2D => 2,
        TfLiteOpcode.AveragePool2D => 5,
        TfLiteOpcode.FullyConnected => 8,
        TfLiteOpcode.Softmax => 9,
        TfLiteOpcode.Add => 11,
        TfLiteOpcode.Reshape => 17,
        TfLiteOpcode.Pad => 22,
        TfLiteOpcode.Mean => 27,
        TfLiteOpcode.Squeeze => 30,
        _ => 0,
    };

    /// <exception cref="TfLiteException">The options are of another operator, or an operator that needs them has none.</exception>
    public static TfLiteOptions Read(TfLiteOpcode code, FlatTable op, string place)
    {
        byte expected = TypeOf(code);
        int actual = op.Byte(TfLiteSchema.Operator.OptionsType);
        if (expected == 0 || (actual == 0 && code is TfLiteOpcode.Reshape or TfLiteOpcode.Squeeze or TfLiteOpcode.Pad))
        {
            return new TfLiteOptions();
        }

        if (actual != expected || op.Child(TfLiteSchema.Operator.Options) is not { } table)
        {
            throw new TfLiteException($"{place} has no options of its kind; the file is damaged");
        }

        return code switch
        {
            TfLiteOpcode.Conv2D => Window(table) with { Activation = table.SByte(3), DilationX = table.Int(4, 1), DilationY = table.Int(5, 1) },
            TfLiteOpcode.DepthwiseConv2D => Window(table) with { DepthMultiplier = table.Int(3), Activation = table.SByte(4), DilationX = table.Int(5, 1), DilationY = table.Int(6, 1) },
            TfLiteOpcode.AveragePool2D => Window(table) with { FilterWidth = table.Int(3), FilterHeight = table.Int(4), Activation = table.SByte(5) },
            TfLiteOpcode.FullyConnected => new TfLiteOptions { Activation = table.SByte(0), WeightsFormat = table.SByte(1), KeepsDimensions = table.Byte(2) != 0 },
            TfLiteOpcode.Softmax => new TfLiteOptions { Beta = table.Float(0) },
            TfLiteOpcode.Add => new TfLiteOptions { Activation = table.SByte(0) },
            TfLiteOpcode.Reshape or TfLiteOpcode.Squeeze => new TfLiteOptions { NewShape = table.Ints(0) },
            TfLiteOpcode.Mean => new TfLiteOptions { KeepsDimensions = table.Byte(0) != 0 },
            _ => new TfLiteOptions(),
        };
    }

    /// <summary>Writes the table and returns its offset, 0 for operators that have none.</summary>
    public static int Write(FlatBufferBuilder builder, TfLiteOpcode code, TfLiteOptions options)
    {
        VectorOffset shape = default;
        if (code is TfLiteOpcode.Reshape or TfLiteOpcode.Squeeze)
        {
            builder.StartVector(4, options.NewShape.Count, 4);
            builder.Add(options.NewShape.ToArray());
            shape = builder.EndVector();
        }

        if (TypeOf(code) == 0)
        {
            return 0;
        }

        builder.StartTable(7);
        switch (code)
        {
            case TfLiteOpcode.Conv2D:
                Window(builder, options);
                builder.AddSbyte(3, (sbyte)options.Activation, 0);
                builder.AddInt(4, options.DilationX, 1);
                builder.AddInt(5, options.DilationY, 1);
                break;
            case TfLiteOpcode.DepthwiseConv2D:
                Window(builder, options);
                builder.AddInt(3, options.DepthMultiplier, 0);
                builder.AddSbyte(4, (sbyte)options.Activation, 0);
                builder.AddInt(5, options.DilationX, 1);
                builder.AddInt(6, options.DilationY, 1);
                break;
            case TfLiteOpcode.AveragePool2D:
                Window(builder, options);
                builder.AddInt(3, options.FilterWidth, 0);
                builder.AddInt(4, options.FilterHeight, 0);
                builder.AddSbyte(5, (sbyte)options.Activation, 0);
                break;
            case TfLiteOpcode.FullyConnected:
                builder.AddSbyte(0, (sbyte)options.Activation, 0);
                builder.AddSbyte(1, (sbyte)options.WeightsFormat, 0);
                builder.AddBool(2, options.KeepsDimensions, false);
                break;
            case TfLiteOpcode.Softmax:
                builder.AddFloat(0, options.Beta, 0);
                break;
            case TfLiteOpcode.Add:
                builder.AddSbyte(0, (sbyte)options.Activation, 0);
                break;
            case TfLiteOpcode.Reshape:
            case TfLiteOpcode.Squeeze:
                builder.AddOffset(0, shape.Value, 0);
                break;
            case TfLiteOpcode.Mean:
                builder.AddBool(0, options.KeepsDimensions, false);
                break;
        }

        return builder.EndTable();
    }

    private static TfLiteOptions Window(FlatTable table) => new()
    {
        IsSamePadding = table.SByte(0) == 0,
        StrideX = table.Int(1),
        StrideY = table.Int(2),
    };

    private static void Window(FlatBufferBuilder builder, TfLiteOptions options)
    {
        builder.AddSbyte(0, (sbyte)(options.IsSamePadding ? 0 : 1), 0);
        builder.AddInt(1, options.StrideX, 0);
        builder.AddInt(2, options.StrideY, 0);
    }
}
