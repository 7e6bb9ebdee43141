// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Decision;

namespace Embedded.Boards.Tests.Verification;

public class BoardVerificationTests
{
    private static readonly byte[] s_model = Recording.Model();
    private static readonly string[] s_lines = Recording.Of(s_model, 6);
    private static readonly string[] s_unheard = [.. s_lines.Where(line => line[0] != '#')];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Verify_BoardThatComputesTheSame_IsEqualInEveryStep(int channels)
    {
        byte[] model = Recording.Model(channels: channels, smoothing: 4);
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Recording.Of(model, 6)), model);

        Assert.Equal(VerifyVerdict.Equal, outcome.Verdict);
        Assert.Equal((6, 0, 30, 0), (outcome.Report.Checked, outcome.Report.PassedOver, outcome.Report.Outputs, outcome.Report.DifferentOutputs));
        Assert.All(outcome.Report.Stages, stage => Assert.Equal((6, 0), (stage.Equal, stage.Different)));
        Assert.Equal(EmbFile.Parse(model).Model.Operators.Length + 3, outcome.Report.Stages.Count);
        Assert.Empty(outcome.Notes);
        Assert.Equal(outcome.ModelCrc, outcome.BoardCrc);
    }

    [Fact]
    public void Verify_EnoughFrames_StopsThere() => Assert.Equal(2, Recording.Verify(new BytesPort(s_lines), s_model, frames: 2).Report.Checked);

    [Fact]
    public void Verify_BootNotHeard_SaysSoAndChecksDecisionsOnceTheWindowIsFull()
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(s_unheard), s_model);

        Assert.Equal((VerifyVerdict.Equal, null), (outcome.Verdict, outcome.BoardCrc));
        Assert.Contains("boot was not heard", Assert.Single(outcome.Notes));
        Assert.Equal((6, 5), (outcome.Report.Checked, outcome.Report.Stages[^1].Equal)); // the first of a window of two is not known to be the first of the boot
    }

    [Theory]
    [InlineData("> 3 class")]
    [InlineData("o 3 ")]
    public void Verify_LineLost_CostsOnlyTheDecisionsThatNeedIt(string start)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(s_lines.Where(line => !line.StartsWith(start, StringComparison.Ordinal) && !(start[0] == '>' && line.StartsWith("> 3 unknown class", StringComparison.Ordinal)))), s_model);

        Assert.Equal(VerifyVerdict.Equal, outcome.Verdict);
        Assert.Equal(start[0] == '>' ? (6, 5) : (5, 4), (outcome.Report.Checked, outcome.Report.Stages[^1].Equal));
    }

    [Fact]
    public void Verify_WrongDecision_IsNamedWithBothAnswers()
    {
        int threshold = s_lines.Any(line => line.Contains(" unknown ", StringComparison.Ordinal)) ? 0 : 100;
        byte[] strict = EmbFile.Parse(s_model).With(new DecisionSettings { Smoothing = 2, Threshold = threshold, PrintFrames = true, PrintTrace = true }).Bytes;

        VerifyOutcome outcome = Recording.Verify(new BytesPort(s_unheard), strict);

        Assert.Equal(VerifyVerdict.Differs, outcome.Verdict);
        StageDifference difference = outcome.Report.Differences[0];
        Assert.Equal((VerifyStage.Decision, "decision", 0), (difference.Stage, difference.Name, (int)outcome.Report.DifferentOutputs));
        Assert.EndsWith("%", difference.Expected);
        Assert.Contains(difference.Actual, s_lines.Single(line => line.StartsWith($"> {difference.Frame} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_BoardWithOtherSettings_TakesTheBoards()
    {
        byte[] plain = EmbFile.Parse(s_model).With(new DecisionSettings { Smoothing = 7 }).Bytes;

        VerifyOutcome outcome = Recording.Verify(new BytesPort(s_lines), plain);

        Assert.Equal((VerifyVerdict.Equal, 6), (outcome.Verdict, outcome.Report.Stages[^1].Equal));
        Assert.Contains("other settings", Assert.Single(outcome.Notes));
    }

    [Fact]
    public void Verify_OtherWeights_IsAnotherModel()
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(s_lines), Recording.Model(seed: 12));

        Assert.Equal(VerifyVerdict.OtherModel, outcome.Verdict);
        Assert.Contains("flash this one", outcome.Reason);
        Assert.Contains($"{outcome.BoardCrc:x8}", outcome.Reason);
        Assert.Equal(VerifyVerdict.Differs, Recording.Verify(new BytesPort(s_unheard), Recording.Model(seed: 12)).Verdict);
    }

    [Fact]
    public void Verify_OtherNumberOfOperators_IsAnotherModelEvenIfTheBootWasNotHeard()
    {
        byte[] other = EmbWriter.Write(Testing.RandomGraph.MobileNet(11, size: 24, channels: 1, blocks: 2));

        Assert.Equal(VerifyVerdict.OtherModel, Recording.Verify(new BytesPort(s_unheard), other).Verdict);
    }

    [Theory]
    [InlineData(false, false, "model.emb print-frames=on print-trace=on`")]
    [InlineData(false, true, "model.emb print-frames=on`")]
    [InlineData(true, false, "model.emb print-trace=on`")]
    public void Verify_SettingOff_NamesTheSetting(bool frames, bool trace, string expected)
    {
        byte[] model = Recording.Model(frames: frames, trace: trace);
        string[] lines = Recording.Of(model, 5);

        foreach (string[] heard in new[] { lines, [.. lines.Where(line => line[0] != '#')] })
        {
            foreach (bool isLive in new[] { false, true })
            {
                VerifyOutcome outcome = Recording.Verify(new BytesPort(Encoding.ASCII.GetBytes(string.Join('\n', heard) + "\n"), isLive), model, silence: TimeSpan.FromSeconds(1));

                Assert.Equal(VerifyVerdict.CannotTell, outcome.Verdict);
                Assert.Contains("embedded set " + expected, outcome.Reason);
            }
        }
    }

    [Theory]
    [InlineData("", true, "is silent")]
    [InlineData("", false, "is empty")]
    [InlineData("rst:0x1 (POWERON_RESET)\r\nHello from other firmware\r\n", true, "--baud")]
    [InlineData("Hello from other firmware\r\n", false, "no line of a board's console")]
    [InlineData("# embedded console=1 board=esp32-cam psram=4194304\r\n! M103 index=-1\r\n", true, "\"! M103 index=-1\"")]
    [InlineData("# embedded console=1 board=esp32-cam psram=4194304\r\n! M103 index=-1\r\n", false, "\"! M103 index=-1\"")]
    [InlineData("# embedded console=1 board=esp32-cam psram=4194304\r\n# ready\r\n", true, "--timeout")]
    [InlineData("# embedded console=1 board=esp32-cam psram=4194304\r\n# ready\r\n", false, "no whole frame")]
    public void Verify_NothingToCheck_IsOneSentenceWithARemedy(string text, bool isLive, string expected)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(Encoding.ASCII.GetBytes(text), isLive), s_model, silence: TimeSpan.FromMilliseconds(300));

        Assert.Equal(VerifyVerdict.CannotTell, outcome.Verdict);
        Assert.Contains(expected, outcome.Reason);
        Assert.EndsWith(".", outcome.Reason);
    }

    [Fact]
    public void Verify_BoardThatNoFrameArrivesIntactOf_CannotTellAfterTen()
    {
        string[] lines = [.. Recording.Of(s_model, FrameStream.TornFrames).Where(line => !line.EndsWith(" 0", StringComparison.Ordinal) && !line.Contains(" 36 ", StringComparison.Ordinal))];

        VerifyOutcome outcome = Recording.Verify(new BytesPort(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"), isLive: true), s_model);

        Assert.Equal((VerifyVerdict.CannotTell, 10), (outcome.Verdict, outcome.TornFrames));
        Assert.StartsWith("None of the last 10 frames that console.log sent arrived intact", outcome.Reason);
    }

    [Fact]
    public async Task Verify_BoardThatFallsSilent_SaysHowManyWereChecked()
    {
        using var server = new SocketServer(0);
        Task<VerifyOutcome> running = Task.Run(() => Recording.Verify(BoardPort.Parse(server.Port, 921600), s_model, frames: 9, silence: TimeSpan.FromSeconds(2)), TestContext.Current.CancellationToken);
        while (server.ListenerCount == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        server.Write(Encoding.ASCII.GetBytes(string.Join('\n', s_lines) + "\n"));
        VerifyOutcome outcome = await running;

        Assert.Equal((VerifyVerdict.Equal, 6), (outcome.Verdict, outcome.Report.Checked));
        Assert.StartsWith($"only 6 of 9 frames could be checked: {server.Port} fell silent", Assert.Single(outcome.Notes));
    }

    [Fact]
    public void Verify_NoSuchPort_IsThrown() =>
        Assert.Throws<PortException>(() => Recording.Verify(BoardPort.Parse("/dev/ttyNoSuchPort", 921600), s_model));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_BoardAtAPort_IsTheSameAsItsRecording(bool isTerminal)
    {
        Assert.SkipWhen(isTerminal && OperatingSystem.IsWindows(), "This system has no pseudo-terminals.");
        using IConsoleServer server = isTerminal ? new TerminalServer() : new SocketServer(0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<VerifyOutcome> verification = Task.Run(() => Recording.Verify(BoardPort.Parse(server.Port, 921600), s_model, frames: 3), stop.Token);
        Task board = Task.Run(
            () =>
            {
                using var uart = new UartWriter(server, 921600, stop.Token);
                while (server is SocketServer { ListenerCount: 0 })
                {
                    stop.Token.ThrowIfCancellationRequested();
                    Thread.Sleep(5);
                }

                new VirtualBoard(BoardDescriptor.Load("esp32-cam"), s_model, new Unending(), uart, TextWriter.Null).Run(stop.Token);
            },
            stop.Token);

        VerifyOutcome outcome = await verification;
        await stop.CancelAsync();

        Assert.Equal((VerifyVerdict.Equal, 3, 0), (outcome.Verdict, outcome.Report.Checked, outcome.Report.PassedOver));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => board);
    }

    private sealed class Unending : IFrameSource
    {
        private readonly Random _random = new(3);

        public Picture Next()
        {
            var rgb = new byte[96 * 96 * 3];
            _random.NextBytes(rgb);
            return new Picture(96, 96, rgb);
        }
    }
}
