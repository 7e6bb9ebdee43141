// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Rendering;

/// <summary>A <see cref="ModelInspection"/> as a JSON document.</summary>
internal static class InspectDocument
{
    public static object Of(ModelInspection inspection, BoardDescriptor board, ModelFit fit) => new
    {
        fileBytes = inspection.FileBytes,
        crc32 = $"{inspection.Model.Crc:x8}",
        labels = inspection.Model.Labels,
        input = new
        {
            shape = OperatorText.Shape(inspection.Model.Input),
            isPicture = inspection.Model.InputSpec != null,
            scale = OperatorText.ScaleOf(inspection.Model.Input),
            zeroPoint = inspection.Model.Input.ZeroPoint,
            pixelToInt8 = inspection.Model.InputSpec == null ? null : inspection.Model.InputSpec.PixelToInt8 ?? [.. Enumerable.Range(sbyte.MinValue, 256).Select(value => (sbyte)value)],
            resize = inspection.Model.InputSpec?.Resize,
        },
        parameters = inspection.Parameters,
        multiplyAccumulates = inspection.MultiplyAccumulates,
        nativeEngine = new
        {
            board = board.Name,
            board.ClockMHz,
            estimatedInstructions = NativeInstructions.Of(inspection.Model),
            estimatedMilliseconds = NativeInstructions.Milliseconds(inspection.Model, board.ClockMHz),
        },
        fit = FitView.Document(board, fit),
        layers = inspection.Model.Operators.Select((op, index) => new
        {
            index,
            opcode = OperatorText.Opcode(op.Kind),
            description = OperatorText.Describe(op),
            readsFrom = inspection.ReadsFrom(index),
            shape = OperatorText.Shape(op.Output),
            weights = inspection.Costs[index].Weights,
            biases = inspection.Costs[index].Biases,
            multiplyAccumulates = inspection.Costs[index].MultiplyAccumulates,
            estimatedNativeInstructions = NativeInstructions.Of(op),
            scale = OperatorText.ScaleOf(op.Output),
            zeroPoint = op.Output.ZeroPoint,
        }),
        separableBlocks = inspection.Blocks.Select(block => new
        {
            depthwise = block.DepthwiseIndex,
            block.DepthwiseWeights,
            block.PointwiseWeights,
            block.MultiplyAccumulates,
            block.StandardWeights,
            block.StandardMultiplyAccumulates,
        }),
        arena = new
        {
            bytes = inspection.Arena.ArenaBytes,
            peakOperator = inspection.Arena.PeakOperator,
            unsharedBytes = inspection.Arena.UnsharedBytes,
            usedBytes = inspection.Arena.UsedBytes,
            regions = inspection.Arena.Regions,
        },
        sections = inspection.Sections,
        notes = inspection.Notes.ToDictionary(note => note.Key, note => note.Value),
    };
}
