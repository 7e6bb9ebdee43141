// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>
/// Varies one picture: crop, turn and mirror, blur, colour and noise, 5-6-5 bits. The result is a square frame, at least as fine
/// as the model's input, which then goes through the same <see cref="Preprocessor"/> as a camera's. An instance serves one thread.
/// </summary>
internal sealed class Augmenter
{
    private readonly AugmentationSettings _settings;
    private readonly int _inputSize;
    private byte[] _pixels = []; // [side, side, 3]
    private byte[] _scratch = [];

    /// <param name="settings">What to vary.</param>
    /// <param name="inputSize">Side of the model's input.</param>
    public Augmenter(AugmentationSettings settings, int inputSize)
    {
        _settings = settings;
        _inputSize = inputSize;
    }

    /// <summary>Returns a varied copy of <paramref name="picture"/> (Rgb888), valid until the next call.</summary>
    public Frame Run(Frame picture, SeededRandom random)
    {
        CropWindow window = CropWindow.Draw(_settings, picture.Width, picture.Height, ref random);
        int side = SideOf(window);
        int count = side * side;
        if (_pixels.Length < 3 * count)
        {
            _pixels = new byte[3 * count];
            _scratch = new byte[3 * count];
        }

        Warp.Run(picture.Pixels, picture.Width, picture.Height, window, _pixels, side);
        if (random.Chance(_settings.BlurProbability))
        {
            Blur.Run(_pixels, side, _scratch);
        }

        PixelFormat format = random.Chance(_settings.Rgb565Probability) ? PixelFormat.Rgb565BigEndian : PixelFormat.Rgb888;
        new ColourVariation(_settings, ref random).Run(_pixels, count, format);
        return new Frame(_pixels, side, side, format);
    }

    /// <summary>The frame's side: the model's input size, or for a crop well above it the crop's, which the preprocessor then averages.</summary>
    private int SideOf(CropWindow window)
    {
        int side = (int)Math.Round(Math.Max(window.Width, window.Height));
        return 2 * side <= 3 * _inputSize ? _inputSize : Math.Min(side, 2 * _inputSize);
    }
}
