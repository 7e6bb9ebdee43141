// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Boards;

/// <summary>
/// The commands of nanoff that write a board: firmware, then application, then model. All of them go through the chip's boot loader, which
/// erases only the 4 KB sectors that it writes. A deploy through a running nanoCLR erases the whole partition with the model slots,
/// so there is none.
/// </summary>
/// <param name="Steps">In this order.</param>
/// <param name="Notes">What the user should know before, one sentence each.</param>
public sealed record FlashPlan(IReadOnlyList<FlashStep> Steps, IReadOnlyList<string> Notes)
{
    /// <summary>Makes the commands of a request.</summary>
    /// <exception cref="FlashException">A part does not fit its place, or there is no part.</exception>
    public static FlashPlan Create(FlashRequest request)
    {
        var steps = new List<FlashStep>();
        var notes = new List<string>();
        if (request.HasFirmware)
        {
            steps.Add(Firmware(request));
            if (request.ClrFile != null)
            {
                notes.Add("boot loader and partition table come from nanoFramework's own package of the target, which nanoff downloads; a nanoCLR.bin with another partition table needs esptool");
            }
        }

        if (request.ApplicationPath != null)
        {
            steps.Add(Application(request, request.ApplicationPath));
        }

        if (request.Model != null)
        {
            steps.Add(Model(request, request.Model));
            if (SpannedSlots(request.Board, request.Model) > 0)
            {
                notes.Add(FormattableString.Invariant($"the model takes {request.Model.ImageBytes:N0} bytes, which is all slots from slot {request.Model.Slot} to the end: models in the later slots are lost, and there is no other model to fall back to"));
            }
        }

        return steps.Count > 0
            ? new FlashPlan(steps, notes)
            : throw new FlashException("there is nothing to write; give --stock or --firmware, --app, --model, or several of them");
    }

    /// <summary>0x and at least six capital digits, as board.json has them.</summary>
    public static string Hex(int address) => "0x" + address.ToString("X6", CultureInfo.InvariantCulture);

    private static FlashStep Firmware(FlashRequest request)
    {
        // At normal verbosity nanoff moves the cursor of its terminal, which ends it with an error where it has none.
        List<string> words = [.. Common(request), "--update", "-v", "minimal"];
        if (request.ClrFile != null)
        {
            words.AddRange(["--clrfile", request.ClrFile]);
        }

        return new FlashStep(
            FlashKind.Firmware,
            $"firmware {request.Board.FirmwareTarget}{(request.ClrFile == null ? "" : " with " + request.ClrFile)}",
            "a command of its own, because nanoff ignores --address beside --update; the target is named, because nanoff's guess has no PSRAM",
            words)
        {
            AfterInterruption = "the firmware may be incomplete, so the board may not start: run the same command again; the boot loader in the chip's ROM always answers",
        };
    }

    private static FlashStep Application(FlashRequest request, string path)
    {
        BoardDescriptor board = request.Board;
        if (request.ApplicationBytes > board.ApplicationBytes)
        {
            throw new FlashException(FormattableString.Invariant($"{path} has {request.ApplicationBytes:N0} bytes, but {board.Name} has room for {board.ApplicationBytes:N0} before its first model slot; leave out assemblies that the application does not need"));
        }

        return Deploy(request, FlashKind.Application, "application", path, board.DeployPartition.Offset, request.ApplicationBytes) with
        {
            Reason = "the address is given, because nanoff's own, 0x1B0000, need not be the board's and may lie inside the firmware",
            AfterInterruption = "the application may be incomplete, so the board may print nothing: run the same command again; firmware and model slots are untouched",
        };
    }

    private static FlashStep Model(FlashRequest request, SlotPart model)
    {
        IReadOnlyList<FlashPartition> slots = request.Board.ModelSlots;
        if (model.Slot < 0 || model.Slot >= slots.Count)
        {
            throw new FlashException($"{request.Board.Name} has no model slot {model.Slot}; its slots are 0 to {slots.Count - 1}");
        }

        FlashPartition slot = slots[model.Slot];
        if (model.ImageBytes > slot.Bytes)
        {
            string other = model.Slot > 0 && model.ImageBytes <= slots[0].Bytes ? "give --slot 0, from which it has more room, or use a smaller network" : "use a smaller network";
            throw new FlashException(FormattableString.Invariant($"the model takes {model.ImageBytes:N0} bytes, but slot {model.Slot} of {request.Board.Name} has {slot.Bytes:N0}; {other}"));
        }

        bool isWide = SpannedSlots(request.Board, model) > 0;
        return Deploy(request, FlashKind.Model, FormattableString.Invariant($"model slot {model.Slot}, sequence {model.Sequence},"), model.ImagePath, slot.Offset, model.ImageBytes) with
        {
            Reason = "written last and from its start to its end, so that a broken transfer leaves a slot that the firmware does not take",
            AfterInterruption = isWide
                ? FormattableString.Invariant($"slot {model.Slot} and those behind it may be incomplete: the firmware runs a model file on its drive, or the model that is built in, until the same command has run to its end")
                : FormattableString.Invariant($"slot {model.Slot} may be incomplete, and the firmware does not take an incomplete slot: it runs the other slot if that has a model, else a model file or the one that is built in; run the same command again"),
        };
    }

    /// <summary>How many later slots a model reaches into.</summary>
    private static int SpannedSlots(BoardDescriptor board, SlotPart model) =>
        board.ModelSlots.Skip(model.Slot + 1).Count(later => board.ModelSlots[model.Slot].Offset + model.ImageBytes > later.Offset);

    private static FlashStep Deploy(FlashRequest request, FlashKind kind, string what, string path, int address, int bytes)
    {
        string[] words =
        [
            .. Common(request), "--deploy", "--image", path, "--address", Hex(address),
        ];
        return new FlashStep(kind, $"{what} to {Hex(address)}", "", words) { Address = address, Bytes = bytes, AfterInterruption = "" };
    }

    private static IEnumerable<string> Common(FlashRequest request) =>
    [
        "--target", request.Board.FirmwareTarget, "--serialport", request.Port,
        .. request.Baud is int baud ? new[] { "--baud", baud.ToString(CultureInfo.InvariantCulture) } : [],
        "--suppressnanoffversioncheck",
    ];
}
