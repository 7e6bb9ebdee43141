// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Formats.Onnx;

/// <summary>Moves int8 values between the engine's order (channels last) and ONNX's (channels first).</summary>
internal sealed class OnnxLayout(OnnxGraph onnx)
{
    /// <summary>[1, height, width, channels] to [1, channels, height, width].</summary>
    public string ToChannelsFirst(string from, string name) => onnx.Node("Transpose", name, [from], new OnnxAttribute("perm", [0, 3, 1, 2]));

    /// <summary>[1, channels, height, width] to [1, height, width, channels].</summary>
    public string ToChannelsLast(string from, string name) => onnx.Node("Transpose", name, [from], new OnnxAttribute("perm", [0, 2, 3, 1]));

    /// <summary>[1, channels, height, width] to [1, count], channels last.</summary>
    public string ToVector(string from, TensorShape shape, string name)
    {
        string ordered = HasOneOrder(shape) ? from : ToChannelsLast(from, name + "_nhwc");
        return onnx.Node("Reshape", name, [ordered, onnx.Constant(name + "_shape", [1L, shape.Count], 2)]);
    }

    /// <summary>[1, count], channels last, to [1, channels, height, width].</summary>
    public string ToPicture(string from, TensorShape shape, string name)
    {
        if (HasOneOrder(shape))
        {
            return onnx.Node("Reshape", name, [from, onnx.Constant(name + "_shape", [1L, shape.Channels, shape.Height, shape.Width], 4)]);
        }

        string rows = onnx.Node("Reshape", name + "_nhwc", [from, onnx.Constant(name + "_shape", [1L, shape.Height, shape.Width, shape.Channels], 4)]);
        return ToChannelsFirst(rows, name);
    }

    private static bool HasOneOrder(TensorShape shape) => shape.Channels == 1 || shape.Height * shape.Width == 1;
}
