// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Inputs;

/// <summary>The file that stands for a virtual board's flash: --flash.</summary>
internal sealed class FlashFileOption
{
    /// <summary>The option, to add to a command.</summary>
    public Option<string?> Option { get; } = new("--flash")
    {
        Description = "A file with all of the board's flash; MODEL goes to a slot of it as `embedded flash` writes it, and the file is made if it is missing",
        HelpName = "FILE",
    };

    /// <summary>What the board's flash holds, and the slot that has the model; null for none.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="board">Which board.</param>
    /// <param name="path">The model's path, null for none.</param>
    /// <param name="model">The model, null for none.</param>
    /// <param name="session">Is told where the model was put.</param>
    /// <exception cref="CommandException">There is neither a model nor a file.</exception>
    /// <exception cref="BoardException">The model or the file does not fit the board.</exception>
    public (VirtualFlash Flash, int? Slot) Prepare(ParseResult parse, BoardDescriptor board, string? path, EmbFile? model, Session session)
    {
        string? file = parse.GetValue(Option);
        if (file == null)
        {
            return model != null ? (VirtualFlash.WithModel(board, model.Bytes), 0) : throw CommandException.Usage("there is nothing to run; name a MODEL, or --flash FILE, or both");
        }

        bool isThere = File.Exists(file);
        if (model == null)
        {
            return isThere ? (VirtualFlash.Load(board, file), null)
                : throw CommandException.Input($"{file}: there is no such file; name a MODEL too, and the file is made with it in slot 0");
        }

        VirtualFlash flash = isThere ? VirtualFlash.Load(board, file) : new VirtualFlash(board);
        SlotChoice choice = VirtualSlots.Install(board, flash, model.Bytes);
        flash.Save(OutputFile.Prepare(file));
        session.Note($"{path} is in slot {choice.Slot} of {file}, sequence {choice.Sequence}: {choice.Reason}");
        return (flash, choice.Slot);
    }
}
