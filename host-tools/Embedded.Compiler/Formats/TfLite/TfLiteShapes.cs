// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.TfLite;

/// <summary>Shapes of a file as height, width and channels.</summary>
internal static class TfLiteShapes
{
    /// <summary>The shape of a tensor with batch 1 and up to four axes.</summary>
    /// <param name="model">The file.</param>
    /// <param name="tensor">Index of the tensor.</param>
    /// <param name="rank">4 for pictures, 2 for rows.</param>
    /// <exception cref="TfLiteException">Another batch, more axes, or an empty side.</exception>
    public static TensorShape Of(TfLiteModel model, int tensor, out int rank)
    {
        int[] shape = model.Tensors[tensor].Shape;
        string place = $"tensor {tensor} \"{model.Tensors[tensor].Name}\" has the shape {model.Tensors[tensor].ShapeText}";
        TfLiteException.Require(Array.TrueForAll(shape, side => side > 0), $"{place}, a side is empty; convert the model with a fixed input size");
        TfLiteException.Require(shape.Length is >= 1 and <= 4 && (shape.Length == 1 || shape[0] == 1), $"{place}; only batch 1 and up to four axes are supported, convert the model for one picture at a time");
        TfLiteException.Require(Array.TrueForAll(shape, side => side <= ushort.MaxValue), $"{place}; sides up to 65,535 are supported");
        rank = shape.Length > 2 ? 4 : 2;
        return shape.Length switch
        {
            4 => new TensorShape(shape[1], shape[2], shape[3]),
            3 => new TensorShape(1, shape[1], shape[2]),
            _ => new TensorShape(1, 1, shape[^1]),
        };
    }

    /// <summary>The shape with a window's padding around it.</summary>
    public static TensorShape Padded(TensorShape shape, Window padding) =>
        new(shape.Height + padding.PadTop + padding.PadBottom, shape.Width + padding.PadLeft + padding.PadRight, shape.Channels);
}
