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

    /// <summary>Why the board cannot run the model, in one sentence; null if it can.</summary>
    public static string? ProblemOf(EmbFile file, BoardDescriptor board)
    {
        long memory = (long)file.Model.ArenaBytes + file.Bytes.Length; // the application reads the constants into memory
        return file.Model.InputSpec == null ? "the network's input is no picture, so a board will not run it (B102)"
            : !ProbabilityOutput.IsOf(file.Model) ? NoProbabilities
            : SlotImage.BytesFor(file.Bytes.Length) > board.ModelSlots[0].Bytes
                ? $"the model has {Numbers.Bytes(file.Bytes.Length)}, but the {board.Name} board has room for {Numbers.Bytes(board.ModelSlots[0].Bytes)}; use a smaller network"
            : memory > (long)board.RamBytes + board.PsramBytes
                ? $"model and arena take {Numbers.Bytes(memory)} of memory, but the {board.Name} board has {Numbers.Bytes((long)board.RamBytes + board.PsramBytes)}; use a smaller network or input"
            : null;
    }
}
