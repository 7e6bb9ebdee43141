// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Turns what a board's camera sees into pictures of a data set.</summary>
internal sealed class CaptureCommand : VerbCommand
{
    private readonly PortOption _port = new();
    private readonly Option<string> _out = new("--out") { Description = "The data set that the pictures are added to", HelpName = "DIR", Required = true };
    private readonly Option<string> _label = new("--label") { Description = "What the camera looks at: the class folder in the data set", HelpName = "NAME", Required = true };
    private readonly Option<int?> _count = new Option<int?>("--count") { Description = "Stop after so many pictures; else Ctrl+C ends it", HelpName = "N" }.Between(1, 1_000_000);
    private readonly Option<double> _every = new("--every") { Description = "Least time between two pictures", HelpName = "SECONDS" };
    private readonly Option<double> _similar = new("--similar")
    {
        Description = "Skip frames whose mean difference to the picture before is below this, in steps of 256 grey values; 0 skips only equal ones",
        HelpName = "N",
        DefaultValueFactory = _ => FrameFilter.DefaultSimilar,
    };
    private readonly Option<int> _split = new Option<int>("--split") { Description = "Put this share of the pictures into DIR/val and the others into DIR/train", HelpName = "PERCENT" }.Between(0, 90);

    public CaptureCommand()
        : base(
            "capture",
            "Collect the pictures that a board really sees: its frames become files of a data set.",
            "embedded capture --port /dev/ttyUSB0 --out photos --label rose --count 200",
            "embedded capture --port COM3 --out photos --label tulip --every 1",
            "embedded capture --port console.log --out photos --label rose --split 20")
    {
        Limit(_every, 3600);
        Limit(_similar, 255);
        foreach (Option option in new Option[] { _out, _label, _count, _every, _similar, _split }.Concat(_port.All))
        {
            Add(option);
        }
    }

    public override int Run(ParseResult parse, Session session)
    {
        string directory = parse.GetRequiredValue(_out);
        string label = parse.GetRequiredValue(_label);
        int? count = parse.GetValue(_count);
        IBoardPort port = _port.Of(parse);
        if (!port.IsLive && parse.GetValue(_every) > 0)
        {
            throw CommandException.Usage("--every is for a board: a recording has no clock; leave it out");
        }

        CaptureFolder folder = Open(directory, label, parse.GetValue(_split));
        string? last = null;
        if (port.IsLive)
        {
            session.Note($"listening to {port.Name}; Ctrl+C ends and keeps every picture");
        }

        (CaptureCounts counts, string? problem) = session.Track($"capturing {label}", meter =>
        {
            var capture = new BoardCapture(port, folder)
            {
                Count = count,
                Every = TimeSpan.FromSeconds(parse.GetValue(_every)),
                Similar = parse.GetValue(_similar),
                Silence = _port.Silence(parse),
                OnPresence = PortOption.Presence(port, session),
                OnFrame = (counts, picture) =>
                {
                    last = picture == null ? last : CaptureView.Line(picture);
                    meter.Report(count == null ? 0 : (double)counts.Saved / count.Value, $"{counts.Saved} saved, {counts.Frames - counts.Saved} skipped  {last}");
                },
            };
            try
            {
                string? reason = capture.RunAsync(session.Cancellation).GetAwaiter().GetResult();
                return (capture.Counts, reason);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw CommandException.Work($"{directory} cannot be written ({exception.Message.TrimEnd('.')}); make room or name another folder; the {Numbers.Count(capture.Counts.Saved, "picture")} before {(capture.Counts.Saved == 1 ? "is" : "are")} kept", exception);
            }
        });
        IReadOnlyList<CapturePart> parts = folder.Parts;
        folder.RemoveEmpty();
        if (counts.Saved == 0 && problem != null)
        {
            throw PortOption.Failure(port, problem);
        }

        session.Finish(
            CaptureView.Document(directory, label, counts, parts, problem),
            console => CaptureView.Render(console, counts, parts, last),
            counts.Saved == 0 ? null : Next(directory));
        if (problem != null)
        {
            session.Warn(problem);
            return ExitCode.DeviceUnavailable;
        }

        return (counts.Saved == 0 || count > counts.Saved) && session.Cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Ok;
    }

    /// <summary>A network needs two classes to tell apart.</summary>
    private static string Next(string directory)
    {
        string part = Dataset.IsDivided(directory) ? Path.Combine(directory, "train") : directory;
        string check = $"{CommandText.Of("data", "check", directory)}, then {CommandText.Of("train", directory, "--out", "run")}";
        return Directory.EnumerateDirectories(part).Count() > 1 ? check : $"capture another class with another --label; then {check}";
    }

    private static CaptureFolder Open(string directory, string label, int split)
    {
        try
        {
            return new CaptureFolder(directory, label, split);
        }
        catch (BoardException exception)
        {
            throw CommandException.Usage(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{directory} cannot hold pictures ({exception.Message.TrimEnd('.')}); name another folder or change its permissions", exception);
        }
    }

    private static void Limit(Option<double> option, double maximum) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens.All(token => double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                && result.GetValueOrDefault<double>() is var value && !(value >= 0 && value <= maximum))
            {
                result.AddError(FormattableString.Invariant($"{option.Name} is {value}; it must be from 0 to {maximum}"));
            }
        });
}
