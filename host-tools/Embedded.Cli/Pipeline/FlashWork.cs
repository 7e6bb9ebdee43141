// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Pipeline;

/// <summary>Runs the commands of a flash plan and asks the board about its model slots in between.</summary>
internal sealed class FlashWork(Session session, NanoffTool tool, FlashTask task, TimeSpan patience)
{
    private const int ShownLines = 12;
    private const string ManualReset = "if the adapter does not reset the board by itself, join GPIO0 to GND and press reset now";

    /// <summary>The commands without running any; a slot that only the board can tell is taken to be slot 0.</summary>
    public FlashPlan Plan()
    {
        if (task.Model == null)
        {
            return Announced(FlashPlan.Create(task.Request));
        }

        FlashTask shown = task;
        if (task is { Slot: null, Request.HasFirmware: false })
        {
            session.Note("the slot is chosen when the board says what its slots hold; shown is slot 0 (--slot names another)");
            shown = task with { Slot = 0 };
        }

        return Announced(FlashPlan.Create(task.Request with { Model = task.Save(shown.Choose(null)) }));
    }

    /// <summary>Writes everything.</summary>
    public FlashResult Run()
    {
        var steps = new List<FlashStep>();
        var notes = new List<string>();
        var verified = new List<bool>();
        SlotChoice? choice = null;
        if (task.HasOthers)
        {
            Do(FlashPlan.Create(task.Request));
        }

        if (task.Model != null)
        {
            choice = task.Choose(Listen());
            session.Note($"slot {choice.Slot}, sequence {choice.Sequence}: {choice.Reason}");
            if (choice.IsRisky)
            {
                session.Warn($"the model that the board runs now may be in slot {choice.Slot}: if the transfer breaks, the board falls back to another slot, a model file or its built-in model until it is repeated");
            }

            SlotPart part = task.Save(choice);
            try
            {
                Do(FlashPlan.Create(new FlashRequest(task.Request.Board, task.Request.Port) { Baud = task.Request.Baud, Model = part }));
            }
            catch (FlashException)
            {
                session.Note($"the same again without listening: add --slot {choice.Slot} --sequence {choice.Sequence}");
                throw;
            }
            finally
            {
                File.Delete(part.ImagePath);
            }
        }

        return new FlashResult(new FlashPlan(steps, notes), choice, verified);

        void Do(FlashPlan plan)
        {
            foreach (FlashStep step in Announced(plan).Steps)
            {
                session.Note(ManualReset);
                verified.Add(RunStep(step));
                steps.Add(step);
            }

            notes.AddRange(plan.Notes);
        }
    }

    /// <summary>The last lines of a tool that failed.</summary>
    public static void PassOn(Session session, FlashException exception)
    {
        foreach (string line in exception.ToolOutput.TakeLast(ShownLines))
        {
            session.PassOn("  " + line);
        }
    }

    private FlashPlan Announced(FlashPlan plan)
    {
        foreach (string note in plan.Notes)
        {
            session.Note(note);
        }

        return plan;
    }

    private bool RunStep(FlashStep step)
    {
        var runner = new NanoffRunner(tool, step, task.Request);
        session.Note($"writing {step.Title}");
        try
        {
            session.Track($"writing {step.Title}", meter =>
            {
                runner.RunAsync(new Listener(session, meter), session.Cancellation).GetAwaiter().GetResult();
                return true;
            });
            return runner.IsVerified;
        }
        catch (Exception exception) when (exception is FlashException or OperationCanceledException)
        {
            if (exception is FlashException failure)
            {
                PassOn(session, failure);
            }

            session.Warn(runner.MayHaveWritten ? step.AfterInterruption : "nothing was written by this command");
            throw;
        }
    }

    private SlotReport? Listen()
    {
        if (task.Slot != null || patience == TimeSpan.Zero)
        {
            return null;
        }

        session.Note(FormattableString.Invariant($"listening up to {patience.TotalSeconds:0} s for what the board says about its model slots: press its reset button now (without GPIO0 at GND)"));
        try
        {
            IBoardPort port = BoardPort.Serial(task.Request.Port, task.Request.Board.ConsoleBaud);
            return SlotReport.ListenAsync(port, patience, session.Cancellation).GetAwaiter().GetResult();
        }
        catch (BoardException exception)
        {
            throw new FlashException(exception.Message.TrimEnd('.'), exception) { IsDevice = true };
        }
    }

    /// <summary>Shows shares as progress, and lines that ask the user to act at once.</summary>
    private sealed class Listener(Session session, ProgressMeter meter) : IProgress<FlashProgress>
    {
        public void Report(FlashProgress value)
        {
            if (value.Share is double share)
            {
                meter.Report(share);
            }

            if (value.Line is not string line)
            {
                return;
            }

            if (line.Contains("BOOT/FLASH", StringComparison.Ordinal))
            {
                session.Warn("the chip does not answer: hold the board's BOOT button, or connect GPIO0 to GND, and press reset");
            }
            else if (line.Contains("reset the chip manually", StringComparison.Ordinal))
            {
                session.Warn("the chip is still in download mode: take GPIO0 off GND and press reset");
            }
        }
    }
}
