// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Device;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>Bytes of a model's parts.</summary>
internal static class ModelBytes
{
    /// <summary>Weights, biases, multipliers and shifts.</summary>
    public static int Constants(EmbFile file) => file.Sections.Length(EmbFormat.ConstantSection);

    /// <summary>The camera's frame for the model, 0 if its input is no picture.</summary>
    public static int Frame(EmbFile file)
    {
        if (file.Model.InputSpec == null)
        {
            return 0;
        }

        CameraFormat format = CameraFormat.For(file.Model.InputSpec);
        return format.Width * format.Height * Embedded.Vision.Frame.BytesPerPixel(format.Format);
    }
}
