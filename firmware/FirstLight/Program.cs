// SPDX-License-Identifier: MIT
// Wiring for any ESP32 with nanoFramework's stock firmware: a model and pictures that are built in, the engine in C#, the UART.
// What the board does with them is in Embedded.Device.CaptureLoop.
using System;
using Embedded.App;
using Embedded.Device;
using Embedded.Inference;
using Embedded.Report;

namespace Embedded.FirstLight;

/// <summary>The application that needs no camera and no native part.</summary>
public static class Program
{
    /// <summary>Prints boot facts, then the prediction for one picture after the other, for ever; an error that ends it is the last line.</summary>
    public static void Main()
    {
        Run(BakedCamera.Endless);
    }

    /// <summary><see cref="Main"/> for a number of frames.</summary>
    internal static void Run(int frames)
    {
        UartConsole console = new UartConsole();
        ConsoleReport report = new ConsoleReport(console);
        try
        {
            report.WriteBoard("first-light", BoardMemory.PsramBytes());
            BakedData data = new BakedData();
            Model model = ModelReader.Read(data);
            data.Release();
            BakedCamera camera = new BakedCamera(data, model, frames);
            PictureReport pictures = new PictureReport(console);
            CheckedEngine engine = new CheckedEngine(new ArenaEngine(new Interpreter(model, Kernels())), camera, pictures);
            CaptureLoop loop = new CaptureLoop(camera, engine, new BoardClock(), new NoLed(), console);
            pictures.WritePictures(Baked.PictureCount, model.Input.Width, model.Input.Height, camera.Format);
            BoardMemory.Report(report);
            report.WriteReady();
            do
            {
                engine.FrameNumber = loop.FrameNumber;
            }
            while (loop.Step());
        }
        catch (ModelFormatException exception)
        {
            report.WriteModelError(exception.Code, exception.Index);
        }
        catch (DeviceException exception)
        {
            report.WriteDeviceError(exception.Code);
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

    /// <summary>The fast kernels; without external memory the reference kernels, which need less of it.</summary>
    private static IKernels Kernels()
    {
        if (BoardMemory.PsramBytes() > 0)
        {
            return new LaneKernels();
        }

        return new ReferenceKernels();
    }
}
