// SPDX-License-Identifier: MIT
// What a board does all day: capture a frame, preprocess it into the arena, run the network, decide, light the LED, report.
using System;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Report;
using Embedded.Vision;

namespace Embedded.Device;

/// <summary>Runs one network on one camera. No exception leaves <see cref="Step"/>: what goes wrong becomes a line on the console.</summary>
public sealed class CaptureLoop
{
    private const int FrameNumbers = 1000000; // frames count from 0 and start again here
    private const int ProbabilityScaleBits = 0x3B800000; // 1/256 as an IEEE 754 single
    private const int ProbabilityZeroPoint = -128;

    private readonly ICamera _camera;
    private readonly IFrameEngine _engine;
    private readonly IClock _clock;
    private readonly ILed _led;
    private readonly ConsoleReport _report;
    private readonly FrameReport _frameReport; // null if frames are not printed
    private readonly TraceReport _traceReport; // null if the trace is not printed
    private readonly Decider _decider;
    private readonly uint[] _sums; // [1 + operators] for the trace, or [0]
    private readonly sbyte[] _outputs; // of the last frame
    private int _frame;
    private int _errors;
    private bool _isLit;

    /// <summary>Prepares, prints the network's boot facts, and switches the LED off.</summary>
    /// <exception cref="DeviceException">The network does not turn pictures into probabilities.</exception>
    public CaptureLoop(ICamera camera, IFrameEngine engine, IClock clock, ILed led, IConsole console)
    {
        Model model = engine.Model;
        Check(model);
        _camera = camera;
        _engine = engine;
        _clock = clock;
        _led = led;
        _report = new ConsoleReport(console);
        _frameReport = model.Decision.PrintFrames ? new FrameReport(console) : null;
        _traceReport = model.Decision.PrintTrace ? new TraceReport(console) : null;
        _decider = new Decider(model.Decision, model.Output.Count);
        _sums = new uint[model.Decision.PrintTrace ? 1 + model.Operators.Length : 0];
        _outputs = new sbyte[model.Output.Count];
        _report.WriteNetwork(engine);
        _led.Set(false);
    }

    /// <summary>Number of the frame that the next step takes.</summary>
    public int FrameNumber => _frame;

    /// <summary>Whether a network can be run so.</summary>
    /// <exception cref="DeviceException">It does not turn pictures into probabilities.</exception>
    public static void Check(Model model)
    {
        if (model.InputSpec == null)
        {
            throw new DeviceException(DeviceError.InputIsNoPicture);
        }

        if (model.Output.ScaleBits != ProbabilityScaleBits || model.Output.ZeroPoint != ProbabilityZeroPoint)
        {
            throw new DeviceException(DeviceError.OutputIsNoProbability);
        }
    }

    /// <summary>Takes one frame from the camera to the console.</summary>
    /// <returns>False if there will never be another frame: a virtual board's pictures have an end, or the native part is missing.</returns>
    public bool Step()
    {
        try
        {
            return Run();
        }
        catch (CameraException exception)
        {
            _errors = _errors < int.MaxValue ? _errors + 1 : _errors;
            _report.WriteCameraError(exception.Code, _frame, _errors);
        }
        catch (NotSupportedException)
        {
            _report.WriteDeviceError(DeviceError.NoNativePart);
            return false;
        }
        catch (DeviceException exception)
        {
            _report.WriteDeviceError(exception.Code);
        }
        catch (OutOfMemoryException)
        {
            _report.WriteDeviceError(DeviceError.OutOfMemory);
        }
        catch (Exception)
        {
            _report.WriteDeviceError(DeviceError.Unexpected);
        }

        Light(false);
        return true;
    }

    private bool Run()
    {
        Model model = _engine.Model;
        int start = _clock.Milliseconds();
        Frame frame = _camera.Capture();
        if (frame == null)
        {
            return false;
        }

        int captured = _clock.Milliseconds();
        _engine.SetInput(frame);
        int preprocessed = _clock.Milliseconds();
        _engine.Run(_sums);
        int inferred = _clock.Milliseconds();
        _engine.CopyOutput(_outputs);
        Prediction prediction = _decider.Decide(_outputs, 0);
        Light(model.Decision.LedClass >= 0 && prediction.Class == model.Decision.LedClass);
        if (_frameReport != null)
        {
            _frameReport.Write(_frame, frame);
        }

        if (_traceReport != null)
        {
            _traceReport.Write(_frame, _sums, _outputs);
        }

        _report.WritePrediction(_frame, prediction, captured - start, preprocessed - captured, inferred - preprocessed);
        _frame = _frame + 1 == FrameNumbers ? 0 : _frame + 1;
        return true;
    }

    private void Light(bool isOn)
    {
        if (isOn != _isLit)
        {
            _led.Set(isOn);
            _isLit = isOn;
        }
    }
}
