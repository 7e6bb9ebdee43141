// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.FirstLight;

/// <summary>Shows the built-in pictures, one after the other, again and again. They have the size of the network's input.</summary>
public sealed class BakedCamera : ICamera
{
    /// <summary>As many frames as are asked for.</summary>
    public const int Endless = -1;

    private readonly BakedData _data;
    private readonly Frame _frame;
    private readonly byte[] _outputs; // [classes] int8 values as bytes
    private int _next;
    private int _left;

    /// <summary>Takes memory for one picture.</summary>
    /// <param name="data">Where the pictures are.</param>
    /// <param name="model">The network, whose input is a picture.</param>
    /// <param name="frames">Frames until the pictures end, or <see cref="Endless"/>.</param>
    public BakedCamera(BakedData data, Model model, int frames)
    {
        InputSpec input = model.InputSpec;
        PixelFormat format = input.Channels == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb888;
        _data = data;
        _frame = new Frame(new byte[input.Width * input.Height * input.Channels], input.Width, input.Height, format);
        _outputs = new byte[model.Output.Count];
        _left = frames;
    }

    /// <summary>What every frame is.</summary>
    public PixelFormat Format => _frame.Format;

    /// <summary>The name of the last frame's picture.</summary>
    public string Name { get; private set; }

    /// <inheritdoc />
    public Frame Capture()
    {
        if (_left == 0)
        {
            return null;
        }

        _left = _left == Endless ? Endless : _left - 1;
        int position = Baked.ModelBytes + _next * (_frame.ByteCount + _outputs.Length);
        _data.Read(position, _frame.Pixels, 0, _frame.ByteCount);
        _data.Read(position + _frame.ByteCount, _outputs, 0, _outputs.Length);
        _data.Release();
        Name = Baked.PictureName(_next);
        _next = _next + 1 == Baked.PictureCount ? 0 : _next + 1;
        return _frame;
    }

    /// <summary>Whether outputs are those that the PC computed for the last frame's picture.</summary>
    /// <param name="outputs">[classes]</param>
    public bool Expects(sbyte[] outputs)
    {
        for (int index = 0; index < _outputs.Length; index++)
        {
            if (outputs[index] != (sbyte)_outputs[index])
            {
                return false;
            }
        }

        return true;
    }
}
