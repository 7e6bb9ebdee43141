// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Flashing;

public class SlotChoiceTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [InlineData("# slot 0 sequence=7 model=752c455b state=spare", "# slot 1 sequence=8 model=9e3779b9 state=used", 0, 9u)]
    [InlineData("# slot 0 sequence=12 model=752c455b state=used", "# slot 1 sequence=3 model=9e3779b9 state=spare", 1, 13u)]
    [InlineData("# slot 0 sequence=0 state=empty", "# slot 1 sequence=3 model=9e3779b9 state=used", 0, 4u)]
    [InlineData("# slot 0 sequence=6 model=752c455b state=M103", "# slot 1 sequence=3 model=9e3779b9 state=used", 0, 7u)]
    [InlineData("# slot 0 sequence=3 model=752c455b state=used", "# slot 1 sequence=3 model=752c455b state=spare new=field", 1, 4u)]
    [InlineData("# slot 0 sequence=0 model=752c455b state=used", "# slot 1 sequence=0 state=empty", 1, 1u)]
    [InlineData("# slot 0 sequence=0 state=empty", "# slot 1 sequence=0 state=empty", 0, 1u)]
    [InlineData("# slot 0 sequence=7 model=752c455b state=foreseen", "# slot 1 sequence=8 model=9e3779b9 state=used", 0, 9u)]
    [Theory]
    public void Choose_BoardThatSaysItsSlots_TakesTheOldestAndTheNextNumber(string first, string second, int slot, uint sequence)
    {
        SlotChoice choice = SlotChoice.Choose(s_board, 1000, Report(first, second, "# ready"), null, null, false, s_now);

        Assert.Equal((slot, sequence, false), (choice.Slot, choice.Sequence, choice.IsRisky));
        Assert.StartsWith("the board says: slot 0 ", choice.Reason);
    }

    [Fact]
    public void Choose_NothingKnown_NeedsTheUsersWordUnlessTheFirmwareIsNew()
    {
        Assert.Contains("press its reset button while this command listens", Fault(null));
        Assert.Contains("any on a board that never had a model", Fault(Report()));
        Assert.StartsWith("the board speaks, but", Fault(Report("# ready")));

        Assert.Equal((0, 1_800_000_000u, false), Values(SlotChoice.Choose(s_board, 1000, null, null, null, true, s_now)));
        Assert.Equal((1, 1_800_000_000u, true), Values(SlotChoice.Choose(s_board, 1000, null, 1, null, false, s_now)));
        Assert.Equal((1, 5u, true), Values(SlotChoice.Choose(s_board, 1000, null, 1, 5, false, s_now)));

        static string Fault(SlotReport? report)
        {
            FlashException exception = Assert.Throws<FlashException>(() => SlotChoice.Choose(s_board, 1000, report, null, null, false, s_now));
            Assert.True(exception.IsDevice);
            return exception.Message;
        }
    }

    [Fact]
    public void Choose_SlotThatRuns_IsRisky()
    {
        SlotReport report = Report("# slot 0 sequence=7 model=752c455b state=spare", "# slot 1 sequence=8 model=9e3779b9 state=used");

        Assert.Equal((1, 9u, true), Values(SlotChoice.Choose(s_board, 1000, report, 1, null, false, s_now)));
        Assert.Equal((0, 9u, false), Values(SlotChoice.Choose(s_board, 1000, report, 0, null, false, s_now)));
    }

    [Fact]
    public void Choose_EmptySlotBehindTheOneThatRuns_SaysThatALargeModelIsLost()
    {
        SlotChoice choice = SlotChoice.Choose(s_board, 1000, Report("# slot 0 sequence=7 model=752c455b state=used", "# slot 1 sequence=0 state=empty", "# ready"), null, null, false, s_now);

        Assert.Equal((1, 8u, false), Values(choice));
        Assert.EndsWith("; a model of more than 655,360 bytes in slot 0 reaches into it and is lost", choice.Reason);
    }

    [Fact]
    public void Choose_ModelForBothSlots_TakesTheFirst()
    {
        SlotReport report = Report("# slot 0 sequence=8 model=752c455b state=used", "# slot 1 sequence=7 model=9e3779b9 state=spare");

        Assert.Equal((0, 9u, true), Values(SlotChoice.Choose(s_board, 0xA0001, report, null, null, false, s_now)));
        Assert.Equal((1, 9u, false), Values(SlotChoice.Choose(s_board, 0xA0000, report, null, null, false, s_now)));
        Assert.Contains("but esp32-cam has 1,310,720 for models", Assert.Throws<FlashException>(() => SlotChoice.Choose(s_board, 0x140001, report, null, null, false, s_now)).Message);
    }

    [Fact]
    public void Choose_ImpossibleSequence_IsRefused()
    {
        SlotReport report = Report("# slot 0 sequence=7 model=752c455b state=spare", "# slot 1 sequence=8 model=9e3779b9 state=used");

        Assert.Contains("is not above 8", Assert.Throws<FlashException>(() => SlotChoice.Choose(s_board, 1000, report, null, 8, false, s_now)).Message);
    }

    [Theory]
    [InlineData("# slot 0 sequence=4294967295 model=752c455b state=used", "# slot 1 sequence=8 model=9e3779b9 state=spare", "write over it with --slot 0 --sequence 9")]
    [InlineData("# slot 0 sequence=0 state=empty", "# slot 1 sequence=4294967295 model=9e3779b9 state=M103", "write over it with --slot 1 --sequence 1")]
    [InlineData("# slot 0 sequence=4294967295 model=752c455b state=used", "# slot 1 sequence=4294967295 model=9e3779b9 state=spare", "write over it with --slot 0 --sequence 1")]
    public void Choose_NoNewerNumber_NamesTheSlotToWriteOver(string first, string second, string remedy)
    {
        foreach (uint? sequence in new uint?[] { null, 9 })
        {
            Assert.EndsWith(remedy, Assert.Throws<FlashException>(() => SlotChoice.Choose(s_board, 1000, Report(first, second), null, sequence, false, s_now)).Message);
        }
    }

    [Fact]
    public void Add_LineThatIsNotOfTheGrammar_IsPassedOver() =>
        Assert.False(Report("# slot 0 sequence=7 model=752c455b stat", "# slot 1 sequence=x").IsKnown);

    [Fact]
    public async Task Listen_RecordingOfABoot_EndsWithWhatTheSlotsHold()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("boot.txt"), "ets Jul 29 2019\r\n# embedded console=1 board=esp32-cam psram=4194304\r\n# slot 0 sequence=41 model=752c455b state=used\r\n# slot 1 sequence=40 model=9e3779b9 state=spare\r\n# ready\r\n");

        SlotReport report = await SlotReport.ListenAsync(BoardPort.Parse(folder.File("boot.txt"), 921600), TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.True(report is { IsKnown: true, IsAlive: true, IsReady: true });
        Assert.Equal((41u, 40u, 41u), (report.Of(0), report.Of(1), report.Newest));
    }

    [Fact]
    public async Task Listen_SilentBoard_EndsInTimeAndIsCancelled()
    {
        using var server = new SocketServer(0);
        IBoardPort port = BoardPort.Parse(server.Port, 921600);

        SlotReport report = await SlotReport.ListenAsync(port, TimeSpan.FromMilliseconds(200), CancellationToken.None);

        Assert.True(report is { IsKnown: false, IsAlive: false });
        using var stop = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SlotReport.ListenAsync(port, TimeSpan.FromSeconds(60), stop.Token));
    }

    [Fact]
    public async Task Listen_BoardThatIsReset_IsHeardUntilItIsReady()
    {
        using var server = new SocketServer(0);
        Task<SlotReport> listening = SlotReport.ListenAsync(BoardPort.Parse(server.Port, 921600), TimeSpan.FromSeconds(30), CancellationToken.None);
        while (server.ListenerCount == 0)
        {
            await Task.Delay(10);
        }

        server.Write("lf=0 c=12\n# embedded console=1 board=esp32-cam psram=0\n# slot 0 sequence=6 model=752c455b state=used\n# slot 1 sequence=5 model=9e3779b9 state=spare\n# ready\n"u8);

        SlotReport report = await listening;
        Assert.Equal((6u, 5u), (report.Of(0), report.Of(1)));
    }

    private static (int Slot, uint Sequence, bool IsRisky) Values(SlotChoice choice) => (choice.Slot, choice.Sequence, choice.IsRisky);

    private static SlotReport Report(params string[] lines)
    {
        var report = new SlotReport();
        foreach (string line in lines)
        {
            report.Add(ConsoleParser.Parse(line));
        }

        return report;
    }
}
