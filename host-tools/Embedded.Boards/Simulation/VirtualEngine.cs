// SPDX-License-Identifier: MIT
using Embedded.Devices;
using Embedded.Inference;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Answers as the firmware's native engine would, with an engine of the host; codes without a name elsewhere are those of emb.h.</summary>
/// <param name="open">Makes an engine from a model file.</param>
/// <param name="onFailure">Told of a defect of the engine, which the application must not swallow.</param>
internal sealed class VirtualEngine(Func<byte[], IEngine> open, Action<Exception> onFailure) : IEngineHardware, IDisposable
{
    private const int BadFrame = 153;
    private const int UnknownFormat = 154;
    private const int NoPicture = 155;
    private const int MaxFrameSide = 16384;

    private IEngine? _engine;
    private ArenaEngine? _board; // the engine as the firmware sees it

    public int ErrorIndex { get; private set; } = -1;

    public int ArenaBytes => _engine?.Arena.Length ?? 0;

    public int Open(byte[] file)
    {
        Close();
        try
        {
            _engine = Guarded(() => open(file));
            _board = new ArenaEngine(_engine);
            return Status(NativeEngine.Ok);
        }
        catch (ModelFormatException exception)
        {
            return Status(exception.Code, exception.Index);
        }
    }

    public int SetInput(byte[] pixels, int width, int height, int pixelFormat)
    {
        if (_engine == null)
        {
            return Status(NativeEngine.NotOpen);
        }

        if (_engine.Model.InputSpec == null)
        {
            return Status(NoPicture);
        }

        var format = (PixelFormat)pixelFormat;
        if (!Enum.IsDefined(format))
        {
            return Status(UnknownFormat, pixelFormat);
        }

        if (width is < 1 or > MaxFrameSide || height is < 1 or > MaxFrameSide || pixels.Length < width * height * Frame.BytesPerPixel(format))
        {
            return Status(BadFrame);
        }

        Guarded(() => _engine.SetInput(new Frame(pixels, width, height, format)));
        return Status(NativeEngine.Ok);
    }

    public int CopyInput(sbyte[] values) => Copy(model => model.Input, values);

    public int Run(uint[] sums)
    {
        if (_engine == null || _board == null)
        {
            return Status(NativeEngine.NotOpen);
        }

        if (sums.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(sums.Length, 1 + _engine.Model.Operators.Length, nameof(sums));
        }

        Guarded(() => _board.Run(sums));
        return Status(NativeEngine.Ok);
    }

    public int CopyOutput(sbyte[] values) => Copy(model => model.Output, values);

    public void Close()
    {
        (_engine as IDisposable)?.Dispose();
        _engine = null;
        _board = null;
    }

    public void Dispose() => Close();

    private int Copy(Func<Model, Tensor> choose, sbyte[] values)
    {
        if (_engine == null)
        {
            return NativeEngine.NotOpen;
        }

        Tensor tensor = choose(_engine.Model);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, tensor.Count, nameof(values));
        _engine.Arena.AsSpan(tensor.Offset, tensor.Count).CopyTo(values);
        return NativeEngine.Ok;
    }

    private int Status(int code, int index = -1)
    {
        ErrorIndex = index;
        return code;
    }

    private void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    private T Guarded<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (Exception exception) when (exception is not ModelFormatException)
        {
            onFailure(exception);
            throw;
        }
    }
}
