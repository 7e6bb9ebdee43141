// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Computes again what a board computed, from the bytes of its frames, and says where the first difference is.</summary>
public sealed class FrameVerifier
{
    private readonly IEngine _engine;
    private readonly ArenaEngine _sums;
    private readonly DecisionReplay _decisions;
    private readonly uint[] _expected; // [1 + operators]
    private readonly sbyte[] _outputs; // [classes]

    /// <param name="engine">With the board's model, whose input is a picture and whose output is probabilities.</param>
    public FrameVerifier(IEngine engine)
    {
        _engine = engine;
        _sums = new ArenaEngine(engine);
        _decisions = new DecisionReplay(engine.Model);
        _expected = new uint[1 + engine.Model.Operators.Length];
        _outputs = new sbyte[engine.Model.Output.Count];
    }

    /// <summary>The board's model.</summary>
    public Model Model => _engine.Model;

    /// <summary>Whether a frame's trace can be that of the model: it has as many operators and outputs. True if no trace arrived.</summary>
    public bool Fits(CollectedFrame frame) =>
        frame.Sums == null || frame.Outputs == null || (frame.Sums.Count == _expected.Length && frame.Outputs.Count == _outputs.Length);

    /// <summary>Checks a frame; all frames that were heard must be given in their order, since decisions depend on those before.</summary>
    /// <param name="frame">What was heard of it; it must <see cref="Fits"/>.</param>
    public FrameVerdict Verify(CollectedFrame frame)
    {
        string? decision = _decisions.Decide(frame);
        string? printed = frame.Prediction == null ? null : DecisionReplay.TextOf(frame.Prediction);
        bool? isDecisionEqual = decision == null || printed == null ? null : decision == printed;
        StageDifference? first = isDecisionEqual == false
            ? new StageDifference(frame.Number, VerifyStage.Decision, -1, "decision", "", decision!, printed!)
            : null;
        if (!frame.IsComputable)
        {
            return new FrameVerdict(frame.Number, false, false, [], 0, isDecisionEqual, first);
        }

        _sums.SetInput(frame.Frame);
        _sums.Run(_expected);
        _sums.CopyOutput(_outputs);
        int differentOutputs = _outputs.Zip(frame.Outputs).Count(pair => pair.First != pair.Second);
        if (differentOutputs > 0)
        {
            first = Outputs(frame, frame.Outputs);
        }

        bool[] areEqual = [.. _expected.Zip(frame.Sums).Select(pair => pair.First == pair.Second)];
        int stage = Array.IndexOf(areEqual, false);
        if (stage >= 0)
        {
            first = stage == 0 ? Input(frame, frame.Frame, frame.Sums[0]) : OperatorAt(frame, stage - 1, frame.Sums[stage]);
        }

        return new FrameVerdict(frame.Number, true, areEqual[0], areEqual[1..], differentOutputs, isDecisionEqual, first);
    }

    /// <summary>A step in words: "operator 3, depthwise 3x3 /2".</summary>
    public static string NameOf(Model model, int index) => $"operator {index}, {OperatorText.Describe(model.Operators[index])}";

    private StageDifference Input(CollectedFrame frame, Frame picture, uint actual)
    {
        string hint = "";
        if (picture.Format is PixelFormat.Rgb565BigEndian or PixelFormat.Rgb565LittleEndian)
        {
            PixelFormat swapped = picture.Format == PixelFormat.Rgb565BigEndian ? PixelFormat.Rgb565LittleEndian : PixelFormat.Rgb565BigEndian;
            _sums.SetInput(new Frame(picture.Pixels, picture.Width, picture.Height, swapped));
            var crc = new Crc32();
            crc.Add(_engine.Arena, Model.Input.Offset, Model.Input.Count);
            hint = crc.Value == actual ? "with the two bytes of each pixel swapped it is equal: the board takes them in the other order than it says" : "";
        }

        return new StageDifference(frame.Number, VerifyStage.Preprocessing, -1, "preprocessing", OperatorText.Shape(Model.Input), Hex(_expected[0]), Hex(actual), hint);
    }

    private StageDifference OperatorAt(CollectedFrame frame, int index, uint actual) =>
        new(frame.Number, VerifyStage.Operator, index, NameOf(Model, index), OperatorText.Shape(Model.Operators[index].Output), Hex(_expected[1 + index]), Hex(actual));

    private StageDifference Outputs(CollectedFrame frame, IReadOnlyList<sbyte> actual)
    {
        int[] indices = [.. Enumerable.Range(0, _outputs.Length).Where(index => _outputs[index] != actual[index])];
        return new StageDifference(
            frame.Number, VerifyStage.Output, -1, "outputs", OperatorText.Shape(Model.Output), Values(index => _outputs[index]), Values(index => actual[index]));

        string Values(Func<int, sbyte> value) => string.Join(' ', indices.Select(index => $"{index}:{value(index)}"));
    }

    private static string Hex(uint value) => value.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
