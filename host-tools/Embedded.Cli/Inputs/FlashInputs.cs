// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Inputs;

/// <summary>The options of `embedded flash` that say what to write where.</summary>
internal sealed class FlashInputs
{
    private readonly Option<string> _board = new("--board") { Description = "The board: a name, or the path of a board.json", HelpName = "BOARD", Required = true };
    private readonly Option<string> _port = new("--port") { Description = "Its serial port, such as /dev/ttyUSB0 or COM3", HelpName = "PORT", Required = true };
    private readonly Option<bool> _stock = new("--stock") { Description = "Write nanoFramework's own firmware for the board" };
    private readonly Option<string?> _firmware = new("--firmware") { Description = "Write the nanoCLR.bin of this folder as the firmware", HelpName = "DIR" };
    private readonly Option<string?> _app = new("--app") { Description = "Write an application image, as `embedded pack` makes it", HelpName = "FILE" };
    private readonly Option<string?> _model = new("--model") { Description = "Write an .emb model to a model slot", HelpName = "FILE" };
    private readonly Option<int?> _slot = new("--slot") { Description = "The model slot, if the board cannot be asked", HelpName = "N" };
    private readonly Option<long?> _sequence = new("--sequence") { Description = "The model's sequence number; the largest one on the board is run", HelpName = "N" };
    private readonly Option<int?> _baud = new("--baud") { Description = "Bits a second while writing; nanoff's own is 1500000", HelpName = "N" };

    /// <summary>Gives the command the options.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_board, _port, _stock, _firmware, _app, _model, _slot, _sequence, _baud];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Reads and checks all files; no port is opened.</summary>
    public FlashTask Read(ParseResult parse)
    {
        BoardDescriptor board = BoardOption.Find(parse.GetRequiredValue(_board));
        string? modelPath = parse.GetValue(_model);
        string? appPath = parse.GetValue(_app);
        string? firmware = parse.GetValue(_firmware);
        bool isStock = parse.GetValue(_stock);
        if (isStock && firmware != null)
        {
            throw CommandException.Usage("--stock and --firmware both write the firmware; give one of them");
        }

        if (!isStock && firmware == null && appPath == null && modelPath == null)
        {
            throw CommandException.Usage("there is nothing to write; give --stock or --firmware, --app, --model, or several of them");
        }

        if (modelPath == null && (parse.GetValue(_slot) ?? parse.GetValue(_sequence)) != null)
        {
            throw CommandException.Usage("--slot and --sequence are about a model; give --model");
        }

        if (parse.GetValue(_sequence) is long number and (< 1 or > SlotImage.MaxSequence))
        {
            string reason = number == uint.MaxValue ? "would be the last one, as no later model could be newer" : "is impossible";
            throw CommandException.Usage($"--sequence {number} {reason}; give a number from 1 to {SlotImage.MaxSequence}, or leave it out");
        }

        if (parse.GetValue(_slot) is int slot && (slot < 0 || slot >= board.ModelSlots.Count))
        {
            throw CommandException.Usage($"{board.Name} has no model slot {slot}; its slots are 0 to {board.ModelSlots.Count - 1}");
        }

        if (parse.GetValue(_baud) is int baud and (< 9600 or > 4_000_000))
        {
            throw CommandException.Usage($"--baud {baud} is impossible; give a number from 9600 to 4000000");
        }

        var request = new FlashRequest(board, FlashFiles.CheckPort(parse.GetRequiredValue(_port)))
        {
            IsStock = isStock,
            ClrFile = firmware == null ? null : FlashFiles.FindClr(firmware, board),
            Baud = parse.GetValue(_baud),
            ApplicationPath = appPath,
            ApplicationBytes = appPath == null ? 0 : ApplicationImageFile.Load(appPath, board.ApplicationBytes).Bytes.Length,
        };
        var task = new FlashTask(request, modelPath, null, parse.GetValue(_slot), (uint?)parse.GetValue(_sequence));
        return modelPath == null ? task : WithModel(task, modelPath);
    }

    private static FlashTask WithModel(FlashTask task, string path)
    {
        EmbFile file = EmbFile.Load(path);
        BoardDescriptor board = task.Request.Board;
        ModelFit fit = ModelFit.Of(file, board);
        return BoardFit.ProblemOf(file, board, fit) is string problem
            ? throw CommandException.Input($"{path}: {problem}")
            : task with { Model = file.Bytes, Doubt = BoardFit.DoubtOf(board, fit, task.Request.IsStock) };
    }
}
