// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>What was found out about a board's frames so far.</summary>
public sealed class VerifyReport
{
    private readonly Model _model;
    private readonly int[] _equal; // [input, operators, outputs, decision] frames
    private readonly int[] _different;
    private readonly List<StageDifference> _differences = [];

    /// <param name="model">The board's model.</param>
    public VerifyReport(Model model)
    {
        _model = model;
        _equal = new int[model.Operators.Length + 3];
        _different = new int[_equal.Length];
    }

    /// <summary>Frames that were computed again.</summary>
    public int Checked { get; private set; }

    /// <summary>Frames that were passed over: their bytes or their trace arrived damaged or not at all.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Outputs that were compared.</summary>
    public long Outputs { get; private set; }

    /// <summary>Outputs that differ.</summary>
    public long DifferentOutputs { get; private set; }

    /// <summary>Predictions that could not be checked: outputs of frames that count were not heard.</summary>
    public int UnknownDecisions { get; private set; }

    /// <summary>The first step that differs, one for each frame that differs.</summary>
    public IReadOnlyList<StageDifference> Differences => _differences;

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<StageCount> Stages =>
    [
        new(VerifyStage.Preprocessing, -1, "preprocessing", OperatorText.Shape(_model.Input), _equal[0], _different[0]),
        .. _model.Operators.Select((op, index) =>
            new StageCount(VerifyStage.Operator, index, OperatorText.Describe(op), OperatorText.Shape(op.Output), _equal[1 + index], _different[1 + index])),
        new(VerifyStage.Output, -1, "outputs", OperatorText.Shape(_model.Output), _equal[^2], _different[^2]),
        new(VerifyStage.Decision, -1, "decision", "", _equal[^1], _different[^1]),
    ];

    /// <summary>Takes a frame's verdict.</summary>
    public void Add(FrameVerdict verdict)
    {
        Checked += verdict.IsChecked ? 1 : 0;
        PassedOver += verdict.IsChecked ? 0 : 1;
        if (verdict.IsChecked)
        {
            Count(0, verdict.InputIsEqual);
            for (int index = 0; index < verdict.OperatorsAreEqual.Count; index++)
            {
                Count(1 + index, verdict.OperatorsAreEqual[index]);
            }

            Count(_equal.Length - 2, verdict.DifferentOutputs == 0);
            Outputs += _model.Output.Count;
            DifferentOutputs += verdict.DifferentOutputs;
        }

        if (verdict.DecisionIsEqual is { } isEqual)
        {
            Count(_equal.Length - 1, isEqual);
        }
        else
        {
            UnknownDecisions++;
        }

        if (verdict.First != null)
        {
            _differences.Add(verdict.First);
        }
    }

    private void Count(int stage, bool isEqual) => (isEqual ? _equal : _different)[stage]++;
}
