// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>The C# engine, interpreted: model, arena and frame are in the C# heap.</summary>
internal sealed class ManagedEngineFit(EmbFile file, BoardDescriptor board)
{
    // Counted on nanoCLR for x86-64 with MobileNetV1 0.25 at 96: 4.2 IL instructions a product in lanes.
    private const double InstructionsInLanes = 165;
    private const double InstructionsInReference = 917; // the loop as one would write it
    private const double CyclesPerInstruction = 1.5;

    // flowers-scratch on nanoCLR for x86-64: 325,968 bytes, of which the file's 237,728 and the arena's 55,296.
    private const int ObjectBytes = 32_944;

    public EngineFit Fit()
    {
        (long lanes, long reference) = Products();
        double instructions = InstructionsInLanes * lanes + InstructionsInReference * reference;
        double milliseconds = instructions * CyclesPerInstruction / (1000.0 * board.ClockMHz);
        TimeFigure[] time =
        [
            new("products in lanes", lanes, "products", FigureBasis.Exact, "multiply-accumulates; a value of an operator without weights counts as one"),
            new("products in the reference kernels", reference, "products", FigureBasis.Exact, "operators whose numbers do not fit lanes"),
            new("instructions a product in lanes", InstructionsInLanes, "instructions", FigureBasis.Measured, "x86-64 machine instructions of nanoCLR on a PC for 4.2 IL instructions, MobileNetV1 0.25 at 96; not on a chip"),
            new("instructions a product there", InstructionsInReference, "instructions", FigureBasis.Measured, "the same, for the plain loop"),
            new("cycles an instruction", CyclesPerInstruction, "cycles", FigureBasis.Estimated, "assumed: as many Xtensa instructions as x86-64 ones, 1.5 cycles each, with the heap in " + (board.PsramBytes > 0 ? "PSRAM" : "the chip") + (board.Chip == "ESP32" ? "" : $"; the {board.Chip} has no figure of its own")),
            new("clock", board.ClockMHz, "MHz", FigureBasis.Exact, $"of the firmware {board.FirmwareTarget}; the chip allows {board.MaxClockMHz}"),
        ];
        return new EngineFit("csharp", "C# engine, interpreted, in any firmware", Memory(), time, milliseconds);
    }

    private (long Lanes, long Reference) Products()
    {
        var kernels = new LaneKernels();
        kernels.Prepare(file.Model);
        long lanes = 0;
        long reference = 0;
        foreach (Operator op in file.Model.Operators)
        {
            long products = OperatorCost.Of(op).MultiplyAccumulates;
            if (products == 0)
            {
                lanes += Math.Max(op.Input.Count, op.Output.Count);
            }
            else if (kernels.RunsInLanes(op))
            {
                lanes += products;
            }
            else
            {
                reference += products;
            }
        }

        return (lanes, reference);
    }

    private MemoryFigure[] Memory()
    {
        BoardMemoryPlan plan = BoardMemoryPlan.Of(board);
        int largest = file.Model.Operators.Where(op => op.Weights != null).Select(op => op.Weights.Length).Append(file.Model.ArenaBytes).Max();
        long all = file.Bytes.Length + (long)file.Model.ArenaBytes + ModelBytes.Frame(file) + ObjectBytes;
        FitVerdict verdict = all > plan.HeapBytes ? FitVerdict.No : plan.IsBound ? FitVerdict.Perhaps : FitVerdict.Yes;
        return
        [
            new("model, arena, frame and objects", all, FigureBasis.Estimated, "the C# heap", plan.HeapBytes, verdict,
                FormattableString.Invariant($"{ObjectBytes:N0} bytes for objects are what flowers-scratch takes on a 64-bit nanoCLR") + (plan.IsBound ? "; the room is a bound, the firmware's own data still comes off" : "")),
            new("largest array", largest, FigureBasis.Exact, "an array of nanoCLR", BoardMemoryPlan.LargestArrayBytes, largest <= BoardMemoryPlan.LargestArrayBytes ? FitVerdict.Yes : FitVerdict.No,
                "arena or a layer's weights; a heap block counts with 16 bits"),
        ];
    }
}
