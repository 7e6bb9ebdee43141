// SPDX-License-Identifier: MIT
using System.Threading;
using Embedded.Device;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.App;

/// <summary>The board's camera. It is started with the first frame and half a second after every error again, which also power-cycles the sensor.</summary>
public sealed class BoardCamera : ICamera
{
    private const int RetryMilliseconds = 500; // lets a reader of the console see the error

    private readonly Frame _frame;
    private bool _isOpen;
    private bool _hasFailed;

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
        if (_hasFailed)
        {
            Thread.Sleep(RetryMilliseconds);
            _hasFailed = false;
        }

        int status = _isOpen
            ? NativeCamera.Ok
            : NativeCamera.Open(BoardPins.Camera(), BoardPins.CameraClockHz, (int)Format.Format, Format.Width, Format.Height,
                BoardPins.CameraOrientation, BoardPins.CameraWarmUpFrames);
        if (status == NativeCamera.Ok)
        {
            _isOpen = true;
            status = NativeCamera.Capture(_frame.Pixels);
        }

        if (status == NativeCamera.Ok)
        {
            return _frame;
        }

        if (status == NativeCamera.NoMoreFrames)
        {
            return null;
        }

        NativeCamera.Close();
        _isOpen = false;
        _hasFailed = true;
        throw new CameraException(status);
    }
}
