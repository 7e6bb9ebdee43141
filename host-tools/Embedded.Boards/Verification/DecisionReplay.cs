// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Report;

namespace Embedded.Boards;

/// <summary>Decides again what a board decided, from the outputs that it printed. The board averages over the last frames of a boot, so those must be known.</summary>
internal sealed class DecisionReplay
{
    private const int FrameNumbers = 1000000;

    private readonly Model _model;
    private readonly ClassNames _names;
    private readonly Queue<sbyte[]> _window = new(); // outputs of the last frames without a gap
    private int _last = -1; // number of the newest of them
    private bool _isFromBoot; // the oldest of them is the first frame of a boot, or what was before does not count any more

    public DecisionReplay(Model model)
    {
        _model = model;
        _names = new ClassNames(model.Labels, model.Output.Count);
    }

    /// <summary>Takes a frame; all frames that were heard must be given.</summary>
    /// <returns>The prediction as the console prints it, without times; null if it cannot be known.</returns>
    public string? Decide(CollectedFrame frame)
    {
        bool isNext = !frame.IsAfterBreak && _last >= 0 && frame.Number == (_last + 1) % FrameNumbers;
        if (!isNext)
        {
            _window.Clear();
            _isFromBoot = frame.Number == 0 && (frame.IsAfterBoot || _last >= 0);
        }

        _last = frame.Number;
        if (frame.Outputs == null || frame.Outputs.Count != _model.Output.Count)
        {
            _window.Clear();
            _isFromBoot = false;
            return null;
        }

        int smoothing = _model.Decision.Smoothing;
        _window.Enqueue([.. frame.Outputs]);
        if (_window.Count > smoothing)
        {
            _window.Dequeue();
        }

        _isFromBoot |= _window.Count == smoothing;
        return _isFromBoot ? Decide() : null;
    }

    /// <summary>The prediction of a line, without times.</summary>
    public static string TextOf(PredictionLine line) =>
        (line.IsUnknown ? ClassNames.Unknown + " " : "") + $"{line.Best.Label} {line.Best.Percent}%" + (line.Second == null ? "" : $" {line.Second.Label} {line.Second.Percent}%");

    private string Decide()
    {
        var decider = new Decider(_model.Decision, _model.Output.Count);
        Prediction prediction = null!;
        foreach (sbyte[] outputs in _window)
        {
            prediction = decider.Decide(outputs, 0);
        }

        return (prediction.Class == Prediction.None ? ClassNames.Unknown + " " : "") + $"{_names[prediction.Top]} {prediction.TopPercent}%"
            + (prediction.Second == Prediction.None ? "" : $" {_names[prediction.Second]} {prediction.SecondPercent}%");
    }
}
