// SPDX-License-Identifier: MIT
// Wiring for a board: a model, an engine, the camera, an LED, the UART. Which pins they are on is in BoardPins; what the
// board does with them is in Embedded.Device.CaptureLoop.
using System;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Report;

namespace Embedded.App;

/// <summary>The firmware application.</summary>
public static class Program
{
    /// <summary>Prints boot facts, then a prediction a frame, for ever; an error that ends it is the last line.</summary>
    public static void Main()
    {
        UartConsole console = new UartConsole();
        ConsoleReport report = new ConsoleReport(console);
        try
        {
            report.WriteBoard(BoardPins.Board, BoardMemory.PsramBytes());
            IFrameEngine engine = new ModelSearch(new ModelReport(console)).Open();
            BoardCamera camera = new BoardCamera(CameraFormat.For(engine.Model.InputSpec));
            CaptureLoop loop = new CaptureLoop(camera, engine, new BoardClock(), new BoardLed(engine.Model.Decision), console);
            report.WriteCamera(camera.Format);
            BoardMemory.Report(report);
            report.WriteReady();
            while (loop.Step())
            {
            }
        }
        catch (ModelFormatException exception)
        {
            report.WriteModelError(exception.Code, exception.Index);
        }
        catch (DeviceException exception)
        {
            report.WriteDeviceError(exception.Code);
        }
        catch (NotSupportedException)
        {
            report.WriteDeviceError(DeviceError.NoNativePart);
        }
        catch (OutOfMemoryException)
        {
            report.WriteDeviceError(DeviceError.OutOfMemory);
        }
        catch (Exception)
        {
            report.WriteDeviceError(DeviceError.Unexpected);
        }
    }
}
