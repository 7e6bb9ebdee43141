// SPDX-License-Identifier: MIT
using Embedded.Device;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.App;

/// <summary>The board's camera. It is started with the first frame and again after every error, which also power-cycles the sensor.</summary>
public sealed class BoardCamera : ICamera
{
    private readonly Frame _frame;
    private bool _isOpen;

    /// <summary>Takes memory for one frame.</summary>
    public BoardCamera(CameraFormat format)
    {
        Format = format;
        byte[] pixels = new byte[format.Width * format.Height * Frame.BytesPerPixel(format.Format)];
        _frame = new Frame(pixels, format.Width, format.Height, format.Format);
    }

    /// <summary>What every frame is.</summary>
    public CameraFormat Format { get; }

    /// <inheritdoc />
    public Frame Capture()
    {
        if (!_isOpen)
        {
            Check(NativeCamera.Open(BoardPins.Camera(), BoardPins.CameraClockHz, (int)Format.Format, Format.Width, Format.Height));
            _isOpen = true;
        }

        int status = NativeCamera.Capture(_frame.Pixels);
        if (status == NativeCamera.NoMoreFrames)
        {
            return null;
        }

        Check(status);
        return _frame;
    }

    private void Check(int status)
    {
        if (status != NativeCamera.Ok)
        {
            NativeCamera.Close();
            _isOpen = false;
            throw new CameraException(status);
        }
    }
}
