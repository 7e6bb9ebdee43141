// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Devices;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>A sensor that sees the pictures of a frame source and answers as the firmware's camera driver would.</summary>
internal sealed class VirtualCamera : ICameraHardware
{
    private readonly CameraDescriptor _camera;
    private readonly IFrameSource _frames;
    private readonly TimeSpan _framePeriod;
    private readonly Action<string> _onEvent;
    private readonly CancellationToken _cancellation;
    private bool _isOpen;
    private bool _isStopped; // there will be no more frames
    private FrameSize _size;
    private PixelFormat _format;

    public VirtualCamera(CameraDescriptor camera, IFrameSource frames, TimeSpan framePeriod, Action<string> onEvent, CancellationToken cancellation)
    {
        _camera = camera;
        _frames = frames;
        _framePeriod = framePeriod;
        _onEvent = onEvent;
        _cancellation = cancellation;
    }

    /// <summary>Frames handed out.</summary>
    public int FrameCount { get; private set; }

    /// <summary>What ended the pictures other than their end: a defect of the frame source.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What is refused once would be refused for ever, so a second try ends the pictures.</summary>
    public int Open(int[] pins, int clockHz, int pixelFormat, int width, int height)
    {
        if (_isStopped || _cancellation.IsCancellationRequested)
        {
            return NativeCamera.NoMoreFrames;
        }

        if (_isOpen)
        {
            return CameraError.AlreadyOpen;
        }

        if (!_camera.Pins.SequenceEqual(pins))
        {
            _onEvent("camera: it does not answer on the pins that the application gave");
            Stop();
            return CameraError.NotFound;
        }

        _size = new FrameSize(width, height);
        _format = (PixelFormat)pixelFormat;
        if (!_camera.FrameSizes.Contains(_size) || !_camera.Formats.Contains(_format))
        {
            _onEvent($"camera: it does not take frames of {_size} in {_format}");
            Stop();
            return CameraError.UnsupportedFormat;
        }

        _isOpen = true;
        return NativeCamera.Ok;
    }

    public int Capture(byte[] pixels)
    {
        if (!_isOpen)
        {
            return CameraError.NotOpen;
        }

        if (_cancellation.WaitHandle.WaitOne(_framePeriod) || _isStopped)
        {
            return NativeCamera.NoMoreFrames;
        }

        try
        {
            Picture? picture = _frames.Next();
            if (picture == null)
            {
                return NativeCamera.NoMoreFrames;
            }

            Frame frame = CameraImage.Of(picture, _size.Width, _size.Height, _format);
            if (pixels.Length < frame.ByteCount)
            {
                return CameraError.TornFrame;
            }

            frame.Pixels.AsSpan(0, frame.ByteCount).CopyTo(pixels);
            FrameCount++;
            return NativeCamera.Ok;
        }
        catch (PictureException exception)
        {
            _onEvent($"camera: {exception.Message}");
            return CameraError.TornFrame;
        }
        catch (Exception exception)
        {
            Failure = exception; // the application must not swallow it; VirtualBoard throws it after the run
            Stop();
            return NativeCamera.NoMoreFrames;
        }
    }

    public void Close() => _isOpen = false;

    /// <summary>Ends the pictures.</summary>
    public void Stop() => _isStopped = true;
}
