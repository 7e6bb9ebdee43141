// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Rendering;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;

namespace Embedded.Cli.Inputs;

/// <summary>Whether a board can run a model.</summary>
internal static class BoardFit
{
    /// <summary>The board that commands take if none is named.</summary>
    public const string DefaultBoard = "esp32-cam";

    /// <summary>For models whose output is no list of probabilities.</summary>
    public const string NoProbabilities = "the network puts out scores, not probabilities, so a board will not run it (B103); `embedded import` puts a softmax behind a row of scores unless --no-softmax is given";

    /// <summary>For models that were changed so that a board runs them.</summary>
    public const string SoftmaxAppended = "the network ends in scores; a softmax was put behind them, so that boards get probabilities (--no-softmax leaves it out)";

    /// <summary>Why the board cannot run the model, in one sentence; null if it can, or perhaps.</summary>
    public static string? ProblemOf(EmbFile file, BoardDescriptor board) => ProblemOf(file, board, ModelFit.Of(file, board));

    /// <summary>The same, with how the model fits the board.</summary>
    public static string? ProblemOf(EmbFile file, BoardDescriptor board, ModelFit fit)
    {
        MemoryFigure slot = fit.Slots[0];
        return file.Model.InputSpec == null ? "the network's input is no picture, so a board will not run it (B102)"
            : !ProbabilityOutput.IsOf(file.Model) ? NoProbabilities
            : slot.Verdict == FitVerdict.No
                ? $"the model has {Numbers.Bytes(slot.Bytes)}, but the {board.Name} board has room for {Numbers.Bytes(slot.RoomBytes)}; use a smaller network"
            : fit.Verdict == FitVerdict.No
                ? $"neither engine has the memory for it on the {board.Name} board ({string.Join(", and ", fit.Engines.Select(Lack))}); use a smaller network or input"
            : null;
    }

    /// <summary>What may keep the board from running a model that has no problem; null for nothing.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="fit">How the model fits it.</param>
    /// <param name="isStock">True for a firmware that has only the C# engine.</param>
    public static string? DoubtOf(BoardDescriptor board, ModelFit fit, bool isStock) =>
        isStock && fit.Engines.Single(engine => engine.Engine == "csharp") is { Verdict: FitVerdict.No } managed
            ? $"nanoFramework's own firmware has only the C# engine, which has no memory for the model on the {board.Name} board ({Lack(managed)}); a firmware with the native engine may run it"
            : fit.Verdict == FitVerdict.Perhaps
            ? $"the {board.Name} board may not have the memory for the model: what the firmware leaves was not measured"
            : null;

    private static string Lack(EngineFit engine)
    {
        MemoryFigure figure = engine.Memory.First(figure => figure.Verdict == FitVerdict.No);
        string why = figure.Bytes > figure.RoomBytes ? $"{figure.What} take {Numbers.Bytes(figure.Bytes)} of {Numbers.Bytes(figure.RoomBytes)} in {figure.Where}" : figure.Why;
        return $"{engine.Engine}: {why}";
    }
}
