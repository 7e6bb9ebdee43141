// SPDX-License-Identifier: MIT
// Wiring for an AI-Thinker ESP32-CAM: the model in flash, the C# engine, the camera, an LED, the UART. What the board does
// with them is in Embedded.Device.CaptureLoop.
using System;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Report;
using nanoFramework.Hardware.Esp32;

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
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out uint psramBytes, out uint _, out uint _);
            report.WriteBoard(BoardPins.Board, psramBytes);
            Model model = ModelReader.Read(new FlashModel(0));
            Interpreter interpreter = new Interpreter(model, new ReferenceKernels());
            BoardCamera camera = new BoardCamera(CameraFormat.For(model.InputSpec));
            CaptureLoop loop = new CaptureLoop(camera, interpreter, new BoardClock(), new BoardLed(model.Decision), console);
            report.WriteCamera(camera.Format);
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
