// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Boards.Tests.Serving;

namespace Embedded.Boards.Tests.Verification;

/// <summary>Damage on the way is never taken for a difference.</summary>
public class DamagedConsoleTests
{
    private const int Frames = 24;

    private static readonly byte[] s_model = Recording.Model();
    private static readonly string[] s_lines = Recording.Of(s_model, Frames);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Verify_BytesFlippedInAnyLine_IsEqualAndCountsWhatWasPassedOver(int seed)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Damage(s_lines, seed, 0.00003, _ => true)), s_model);

        Assert.Equal(VerifyVerdict.Equal, outcome.Verdict);
        Assert.InRange(outcome.Report.Checked, 1, Frames - 1);
        Assert.Equal(Frames, outcome.Report.Checked + outcome.Report.PassedOver + outcome.UnfinishedFrames);
        Assert.Equal(0, outcome.Report.DifferentOutputs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Verify_TraceAndPredictionFlipped_IsNeverADifference(int seed)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Damage(s_lines, seed, 0.003, line => line[0] is not 'f')), s_model);

        Assert.Equal(VerifyVerdict.Equal, outcome.Verdict);
        Assert.InRange(outcome.Report.Checked, 1, Frames - 1);
        Assert.Empty(outcome.Report.Differences);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Verify_TornLinesNoiseAndPackets_IsEqualAndCountsEveryFrame(int seed)
    {
        using var sink = new Sink();
        using var faulty = new FaultyConsole(sink, new FaultOptions { Seed = seed, TornLines = 0.001, NoisyLines = 0.001, FramingPeriod = s_lines.Length / 3 });
        foreach (string line in s_lines)
        {
            faulty.Write(Bytes([line]));
        }

        VerifyOutcome outcome = Recording.Verify(new BytesPort(sink.Bytes), s_model);

        Assert.Equal(VerifyVerdict.Equal, outcome.Verdict);
        Assert.InRange(outcome.Report.Checked, 1, Frames - 1);
        Assert.Equal(Frames, outcome.Report.Checked + outcome.Report.PassedOver + outcome.UnfinishedFrames);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Verify_OnePercentFlippedEverywhere_CannotTell(int seed)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Damage(s_lines, seed, 0.01, _ => true)), s_model);

        Assert.Equal(VerifyVerdict.CannotTell, outcome.Verdict);
        Assert.Contains("is intact; record again", outcome.Reason);
        Assert.Empty(outcome.Report.Differences);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Verify_WrongWeightAndDamage_BlamesOnlyTheWrongOperator(int seed)
    {
        string[] lines = Recording.Of(s_model, Frames, engine =>
        {
            engine.Model.Operators[2].Bias[0] ^= 1 << 12;
            return engine;
        });
        VerifyOutcome clean = Recording.Verify(new BytesPort(lines), s_model);
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Damage(lines, seed, 0.003, line => line[0] is not 'f')), s_model);

        Assert.Equal(VerifyVerdict.Differs, clean.Verdict);
        Assert.NotEmpty(outcome.Report.Differences);
        Assert.All(outcome.Report.Differences, difference => Assert.Equal((VerifyStage.Operator, 2), (difference.Stage, difference.Operator)));
    }

    [Fact]
    public void Verify_AnySingleBitOfThePrediction_IsNeverADifference()
    {
        string[] lines = Recording.Of(s_model, 3);
        int at = Array.FindLastIndex(lines, line => line[0] == '>');
        for (int index = 0; index < lines[at].Length; index++)
        {
            for (int bit = 0; bit < 7; bit++)
            {
                char[] line = lines[at].ToCharArray();
                line[index] ^= (char)(1 << bit);
                List<CollectedFrame> frames = Recording.Collect([.. lines[..at], new string(line)]);

                Assert.DoesNotContain(frames, frame => frame is { Number: 2, Prediction: { } prediction } && prediction.Text != lines[at]);
            }
        }
    }

    [Fact]
    public void Verify_ResetInTheMiddleOfFrames_IsEqualAndStartsTheSmoothingAnew()
    {
        int boot = Array.FindIndex(s_lines, line => line[0] == 'f');
        string[] lines = [.. s_lines[..(boot + 400)], .. s_lines[..(boot + 700)], .. s_lines];

        VerifyOutcome outcome = Recording.Verify(new BytesPort(lines), s_model);

        Assert.Equal((VerifyVerdict.Equal, 0, 2), (outcome.Verdict, outcome.Report.PassedOver, outcome.UnfinishedFrames));
        Assert.Equal(outcome.Report.Checked, outcome.Report.Stages[^1].Equal);
    }

    [Fact]
    public void Verify_RecordingCutAnywhere_IsEqualOrSaysWhatIsMissing()
    {
        byte[] bytes = Bytes(s_lines[..Array.FindIndex(s_lines, line => line.StartsWith("f 3 start", StringComparison.Ordinal))]);
        var verdicts = new HashSet<VerifyVerdict>();
        for (int cut = 0; cut < bytes.Length; cut += cut < 700 ? 7 : 997)
        {
            foreach (byte[] part in new[] { bytes[..cut], bytes[cut..] })
            {
                VerifyOutcome outcome = Recording.Verify(new BytesPort(part), s_model);
                verdicts.Add(outcome.Verdict);

                Assert.True(outcome.Verdict is VerifyVerdict.Equal or VerifyVerdict.CannotTell, $"{cut}: {outcome.Reason}");
                Assert.Equal(outcome.Verdict == VerifyVerdict.CannotTell, outcome.Report.Checked == 0);
                Assert.Equal(0, outcome.Report.PassedOver);
                Assert.Equal(outcome.Verdict == VerifyVerdict.CannotTell, outcome.Reason.EndsWith('.'));
            }
        }

        Assert.Equal(2, verdicts.Count);
    }

    private static byte[] Damage(IEnumerable<string> lines, int seed, double flips, Func<string, bool> isDamaged)
    {
        using var sink = new Sink();
        using var faulty = new FaultyConsole(sink, new FaultOptions { Seed = seed, FlippedBytes = flips });
        foreach (string line in lines)
        {
            (isDamaged(line) ? faulty : (IConsoleServer)sink).Write(Bytes([line]));
        }

        return sink.Bytes;
    }

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
}
