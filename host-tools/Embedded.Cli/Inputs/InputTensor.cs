// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Cli.Inputs;

/// <summary>Fills a model's input tensor from a file: a picture, raw grey pixels (.gray) or the raw tensor itself (.s8).</summary>
internal static class InputTensor
{
    /// <summary>[model.Input.Count] int8 values.</summary>
    /// <exception cref="CommandException">The file has another size than the model's input, or the model takes no pictures.</exception>
    /// <exception cref="PictureException">The picture cannot be read.</exception>
    /// <param name="path">A picture, a .gray or a .s8 file.</param>
    /// <param name="model">The network.</param>
    /// <param name="isChannelsFirst">True if a .s8 file holds [channels, height, width].</param>
    public static sbyte[] Load(string path, Model model, bool isChannelsFirst = false)
    {
        string kind = Path.GetExtension(path).ToLowerInvariant();
        if (kind == ".s8")
        {
            byte[] bytes = File.ReadAllBytes(path);
            RequireLength(path, bytes, model.Input.Count, $"the model's input {model.Input.Height}x{model.Input.Width}x{model.Input.Channels}");
            sbyte[] values = MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray();
            return isChannelsFirst ? ChannelsLast(values, model.Input.Channels) : values;
        }

        if (model.InputSpec == null)
        {
            throw CommandException.Input($"{path}: the model's input is no picture; give its {model.Input.Count} int8 values in a .s8 file");
        }

        var tensor = new sbyte[model.Input.Count];
        new Preprocessor(model.InputSpec).Run(kind == ".gray" ? GreyFrame(path, model.InputSpec) : PictureFile.Load(path).ToFrame(), tensor, 0);
        return tensor;
    }

    private static sbyte[] ChannelsLast(sbyte[] planes, int channels)
    {
        int pixels = planes.Length / channels;
        var result = new sbyte[planes.Length];
        for (int index = 0; index < planes.Length; index++)
        {
            result[index % pixels * channels + index / pixels] = planes[index];
        }

        return result;
    }

    private static Frame GreyFrame(string path, InputSpec spec)
    {
        byte[] pixels = File.ReadAllBytes(path);
        RequireLength(path, pixels, spec.Height * spec.Width, $"a grey frame of the model's size, {spec.Width}x{spec.Height}");
        return new Frame(pixels, spec.Width, spec.Height, PixelFormat.Gray8);
    }

    private static void RequireLength(string path, byte[] bytes, int expected, string what)
    {
        if (bytes.Length != expected)
        {
            throw CommandException.Input($"{path} has {Numbers.Count(bytes.Length, "byte")}; {what} has {expected}");
        }
    }
}
