// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Data.Camera;
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>
/// Varies one picture: crop, turn and mirror, then blur, colour and noise, 5-6-5 bits, or all that a simulated camera does. The result
/// is a square frame, at least as fine as the model's input, which then goes through the same <see cref="Preprocessor"/> as a
/// camera's. Nothing that is drawn depends on the input's size. An instance serves one thread.
/// </summary>
internal sealed class Augmenter
{
    private readonly AugmentationSettings _settings;
    private readonly int _inputSize;
    private readonly CameraSimulation _camera;
    private byte[] _pixels = []; // [side, side, 3]
    private byte[] _scratch = [];

    /// <param name="settings">What to vary.</param>
    /// <param name="inputSize">Side of the model's input.</param>
    /// <param name="isGrey">The model sees grey pictures.</param>
    public Augmenter(AugmentationSettings settings, int inputSize, bool isGrey = false)
    {
        _settings = settings;
        _inputSize = inputSize;
        _camera = new CameraSimulation(new CameraSettings(), isGrey);
    }

    /// <summary>Returns a varied copy of <paramref name="picture"/> (Rgb888), valid until the next call.</summary>
    public Frame Run(Frame picture, SeededRandom random)
    {
        SeededRandom ofCamera = random.Apart(RandomPurpose.Camera); // so that the other pictures do not depend on the share
        CropWindow window = CropWindow.Draw(_settings, picture.Width, picture.Height, ref random);
        int side = SideOf(window);
        int count = side * side;
        if (_pixels.Length < 3 * count)
        {
            _pixels = new byte[3 * count];
            _scratch = new byte[3 * count];
        }

        Warp.Run(picture.Pixels, picture.Width, picture.Height, window, _pixels, side);
        if (ofCamera.Chance(_settings.CameraProbability))
        {
            return _camera.Run(SeenBy(new Frame(_pixels, side, side, PixelFormat.Rgb888)), ofCamera.Next());
        }

        if (random.Chance(_settings.BlurProbability))
        {
            Blur.Run(_pixels, side, _scratch);
        }

        PixelFormat format = random.Chance(_settings.Rgb565Probability) ? PixelFormat.Rgb565BigEndian : PixelFormat.Rgb888;
        new ColourVariation(_settings, ref random).Run(_pixels, count, format);
        return new Frame(_pixels, side, side, format);
    }

    /// <summary>The scene in as many pixels as the model's input: shrinking the frame afterwards would average the camera's noise away.</summary>
    private Frame SeenBy(Frame scene) =>
        scene.Width == _inputSize ? scene : PictureFrames.ToInput(scene, new InputSpec(_inputSize, _inputSize, 3, ResizeMethod.Area, null));

    /// <summary>The frame's side: the model's input size, or for a crop well above it the crop's, which the preprocessor then averages.</summary>
    private int SideOf(CropWindow window)
    {
        int side = (int)Math.Round(Math.Max(window.Width, window.Height));
        return 2 * side <= 3 * _inputSize ? _inputSize : Math.Min(side, 2 * _inputSize);
    }
}
