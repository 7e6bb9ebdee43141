// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Boards;

/// <summary>The native engine: the model stays in flash, the arena is outside the C# heap.</summary>
internal sealed class NativeEngineFit(EmbFile file, BoardDescriptor board)
{
    // esp32_camera_place.c: the driver's buffer for DMA and its task; frames up to this size are in the chip's memory if there is room.
    private const int CameraBytes = 32_768 + 8_192;
    private const int InternalFrameBytes = 40_960;
    private const int BytesPerTensor = 2; // the check of the plan works in the arena

    /// <summary>
    /// Lines of 32 bytes at 40 MHz over two data lines, nanoff's --flashfreq and --flashmode: 152 clocks a line, 128 of which carry data.
    /// </summary>
    public const double FlashMegabytesPerSecond = 32 * 40.0 / 152;

    public EngineFit Fit()
    {
        long instructions = NativeInstructions.Of(file.Model);
        double computing = NativeInstructions.Milliseconds(file.Model, board.ClockMHz);
        int constants = ModelBytes.Constants(file);
        double reading = constants / (FlashMegabytesPerSecond * 1000);
        string chip = board.Chip == "ESP32" ? "esp-nn's generic C on an ESP32, instructions against its published 380 ms; not measured with this engine" : $"the ESP32's; the {board.Chip} has no figure of its own";
        TimeFigure[] time =
        [
            new("instructions a frame", instructions, "instructions", FigureBasis.Estimated, "fitted by layer to counts under an emulator of an LX106 (Xtensa), within one per cent for three networks"),
            new("cycles an instruction", NativeInstructions.CyclesPerInstruction, "cycles", FigureBasis.Estimated, chip),
            new("clock", board.ClockMHz, "MHz", FigureBasis.Exact, $"of the firmware {board.FirmwareTarget}; the chip allows {board.MaxClockMHz}"),
            new("computing", computing, "ms", FigureBasis.Estimated, "instructions x cycles / clock"),
            new("constants read from flash", constants, "bytes", FigureBasis.Exact, "weights stand still in the kernels, so each is read about once a frame"),
            new("flash", FlashMegabytesPerSecond, "MB/s", FigureBasis.Estimated, "cache lines of 32 bytes over two data lines at 40 MHz, nanoff's settings"),
            new("waiting for flash", reading, "ms", FigureBasis.Estimated, "constants / flash, as if nothing overlapped; a wait for PSRAM is not counted"),
        ];
        return new EngineFit("native", "native engine, in a firmware with the native part", Memory(), time, computing + reading);
    }

    private List<MemoryFigure> Memory()
    {
        BoardMemoryPlan plan = BoardMemoryPlan.Of(board);
        long arena = Math.Max(file.Model.ArenaBytes, (long)BytesPerTensor * file.Model.Tensors.Length);
        int frame = ModelBytes.Frame(file);
        if (!plan.IsBound)
        {
            long native = arena + (frame > InternalFrameBytes ? frame : 0);
            return
            [
                new("arena" + (native > arena ? " and frame" : ""), native, FigureBasis.Exact, "PSRAM for native code", plan.NativeBytes, native <= plan.NativeBytes ? FitVerdict.Yes : FitVerdict.No,
                    "the firmware's setting; the arena goes to the chip's memory only if there is no PSRAM left"),
                new("camera", CameraBytes + (frame > InternalFrameBytes ? 0 : frame), FigureBasis.Exact, "the chip's memory", board.DataRamBytes, FitVerdict.Yes,
                    "DMA, task and small frames; the firmware's own data is there too"),
            ];
        }

        long all = arena + CameraBytes + frame;
        FitVerdict verdict = frame > InternalFrameBytes || all > plan.NativeBytes ? FitVerdict.No : FitVerdict.Perhaps;
        return [new("arena, camera and frame", all, FigureBasis.Exact, "the chip's memory for native code", plan.NativeBytes, verdict,
            frame > InternalFrameBytes
                ? FormattableString.Invariant($"the frame has {frame:N0} bytes, and without PSRAM the camera takes no more than {InternalFrameBytes:N0}")
                : "what nanoFramework keeps from the C# heap; Wi-Fi and the firmware itself take a share that was not measured")];
    }
}
