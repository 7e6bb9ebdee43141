// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>Listens to a board that prints frames and traces, and computes everything again.</summary>
public sealed class BoardVerification
{
    private const string FramesOn = "print-frames=on";
    private const string TraceOn = "print-trace=on";
    private const int FramesWithoutTrace = 3; // single frames may be damaged

    private readonly IBoardPort _port;
    private readonly EmbFile _file;
    private readonly string _path;
    private readonly Func<EmbFile, IEngine> _open;

    /// <param name="port">Where the board is.</param>
    /// <param name="file">The model that it should run; its input is a picture and its output probabilities.</param>
    /// <param name="path">The model's path, for what is said.</param>
    /// <param name="open">Makes an engine for a model.</param>
    public BoardVerification(IBoardPort port, EmbFile file, string path, Func<EmbFile, IEngine> open)
    {
        _port = port;
        _file = file;
        _path = path;
        _open = open;
    }

    /// <summary>Frames to check; null for all of a recording.</summary>
    public int? Frames { get; init; }

    /// <summary>How long the board may say nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told when a board's port went away (false), and when something was heard from it again (true).</summary>
    public Action<bool>? OnPresence { get; init; }

    /// <summary>Told after every frame.</summary>
    public Action<VerifyReport>? OnFrame { get; init; }

    /// <summary>Told of every frame that differs.</summary>
    public Action<CollectedFrame, StageDifference>? OnDifference { get; init; }

    /// <summary>Checks frames until there are enough of them, the recording is at its end, or nothing more can be expected.</summary>
    /// <param name="cancellation">Ends it with what was found out so far.</param>
    /// <exception cref="BoardException">The port cannot be opened.</exception>
    public async Task<VerifyOutcome> RunAsync(CancellationToken cancellation)
    {
        var stream = new FrameStream(_port, Silence) { IsIntact = frame => frame.IsComputable, OnPresence = OnPresence };
        FrameVerifier? verifier = null;
        VerifyReport report = new(_file.Model);
        EmbFile model = _file;
        bool isOther = false;
        int untraced = 0;
        bool isTraced = false;
        int heard = 0;
        int torn = 0;
        await foreach (CollectedFrame frame in stream.ReadAsync(cancellation).ConfigureAwait(false))
        {
            heard++;
            torn += frame.IsTorn ? 1 : 0;
            isTraced |= frame.HasTraceLines;
            if (verifier == null)
            {
                model = WithSettingsOf(stream.Facts) ?? _file;
                verifier = new FrameVerifier(_open(model));
            }

            untraced = frame.HasTraceLines ? 0 : untraced + (frame.HasFrameLines && frame.Prediction != null ? 1 : 0);
            if (!verifier.Fits(frame))
            {
                isOther = true;
                break;
            }

            FrameVerdict verdict = verifier.Verify(frame);
            isOther = verdict.First != null && stream.Facts.ModelCrc is { } crc && crc != model.Model.Crc;
            if (isOther)
            {
                break;
            }

            report.Add(verdict);
            if (verdict.First != null)
            {
                OnDifference?.Invoke(frame, verdict.First);
            }

            OnFrame?.Invoke(report);
            if (report.Checked == Frames || untraced == FramesWithoutTrace)
            {
                break;
            }
        }

        return Outcome(stream, report, model, isOther, isTraced, heard, torn);
    }

    private VerifyOutcome Outcome(FrameStream stream, VerifyReport report, EmbFile model, bool isOther, bool isTraced, int heard, int torn)
    {
        uint? crc = stream.Facts.ModelCrc;
        VerifyVerdict verdict = isOther ? VerifyVerdict.OtherModel
            : report.Differences.Count > 0 ? VerifyVerdict.Differs
            : report.Checked > 0 ? VerifyVerdict.Equal
            : VerifyVerdict.CannotTell;
        string reason = verdict switch
        {
            VerifyVerdict.OtherModel => $"The board runs {(crc == null || crc == model.Model.Crc ? "another model" : $"the model {Hex(crc.Value)}")}, but {_path} is {Hex(_file.Model.Crc)}; give the file that was flashed, or flash this one.",
            VerifyVerdict.CannotTell => Missing(stream, report, isTraced, heard),
            _ => "",
        };
        return new VerifyOutcome(verdict, reason, [.. Notes(stream, report, model, verdict)], report, crc, model.Model.Crc, torn, stream.UnfinishedCount);
    }

    private string Missing(FrameStream stream, VerifyReport report, bool isTraced, int heard)
    {
        bool hasFrames = stream.End != FrameStreamEnd.NoFrames;
        string settings = hasFrames ? TraceOn : isTraced || stream.Facts.PrintsTrace == true ? FramesOn : $"{FramesOn} {TraceOn}";
        if (hasFrames && !isTraced && (heard > 0 || stream.Facts is { PrintsFrames: true, PrintsTrace: false }))
        {
            return FrameStreamText.Setting(_port, "the check sums of its operators", settings, _path);
        }

        return FrameStreamText.Of(stream, _port, settings, _path)
            ?? (report.PassedOver > 0
                ? PortText.Torn(_port, report.PassedOver)
                : PortText.NoFrame(_port.Name));
    }

    private IEnumerable<string> Notes(FrameStream stream, VerifyReport report, EmbFile model, VerifyVerdict verdict)
    {
        if (verdict is VerifyVerdict.CannotTell or VerifyVerdict.OtherModel)
        {
            yield break;
        }

        if (report.Checked < Frames && FrameStreamText.Of(stream, _port, $"{FramesOn} {TraceOn}", _path) is { } reason)
        {
            yield return $"only {report.Checked} of {Frames} frames could be checked: {reason}";
        }

        if (stream.Facts.ModelCrc is not { } crc)
        {
            yield return $"the board's boot was not heard, so whether it runs {_path} is only seen from its check sums; press reset while this command listens to know";
        }
        else if (crc != model.Model.Crc)
        {
            yield return $"the board named its model {Hex(crc)} at boot, but {_path} is {Hex(model.Model.Crc)}: the line was damaged, or the models differ in what does not matter here";
        }
        else if (model != _file)
        {
            yield return $"the board's model is {_path} with other settings; the board's were used";
        }

        if (report.Stages[^1] is { Equal: 0, Different: 0 })
        {
            yield return $"no decision could be checked: the board averages {model.Model.Decision.Smoothing} frames, and never so many came in a row; give more --frames";
        }
    }

    /// <summary>The same network with the decision and print settings that the board printed, if that is the model it names; else null.</summary>
    private EmbFile? WithSettingsOf(BoardFacts facts)
    {
        if (facts.ModelCrc is not { } crc || crc == _file.Model.Crc || facts.PrintsFrames is not { } frames || facts.PrintsTrace is not { } trace)
        {
            return null;
        }

        try
        {
            EmbFile file = _file.With(new DecisionSettings
            {
                Smoothing = Number("smoothing"),
                Threshold = Number("threshold"),
                LedClass = Number("class"),
                Led = facts.Text("decision", "led") switch { "flash" => LedKind.Flash, "status" => LedKind.Status, _ => LedKind.None },
                PrintFrames = frames,
                PrintTrace = trace,
            });
            return file.Model.Crc == crc ? file : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or ModelFormatException)
        {
            return null; // a damaged line
        }

        int Number(string field) => int.Parse(facts.Text("decision", field) ?? "", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string Hex(uint value) => value.ToString("x8", CultureInfo.InvariantCulture);
}
