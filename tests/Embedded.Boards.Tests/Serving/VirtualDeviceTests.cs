// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.RegularExpressions;
using Embedded.Boards.Tests.Simulation;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Serving;

public class VirtualDeviceTests
{
    private static readonly byte[] s_model = ColourNetwork.Write(new DecisionSettings { Smoothing = 1, Threshold = 50 }, 8);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_ResetsInMidLine_EveryPredictionIsHeardAndEveryBootCounted(int seed)
    {
        (Sink sink, int boots, ConsoleCounts counts, List<string> heard) = Hear(new FaultOptions { Seed = seed, ResetPeriod = 100 }, 400);
        string[] sent = Intact(sink);

        Assert.InRange(boots, 4, 10);
        Assert.Equal(boots, counts.Boots);
        Assert.InRange(heard.Count, 400 - boots, 400); // at most one is torn a reset
        Assert.Equal(sent, heard);
        Assert.Equal(0, counts.LostPredictions);
        sink.Dispose();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Run_ResetsFramingAndFlips_EveryIntactPredictionIsHeardAndNoOther(int seed)
    {
        (Sink sink, int boots, ConsoleCounts counts, List<string> heard) = Hear(new FaultOptions { Seed = seed, ResetPeriod = 150, FramingPeriod = 40, FlippedBytes = 0.003 }, 600);
        string[] intact = Intact(sink);

        Assert.InRange(intact.Length, 300, 599);
        Assert.Equal(intact, heard);
        Assert.InRange(counts.Boots, 1, boots);
        Assert.True(counts.LostPredictions > 0);
        sink.Dispose();
    }

    [Fact]
    public void Run_SameSeed_SameBytes()
    {
        var faults = new FaultOptions { Seed = 9, FlippedBytes = 0.01, TornLines = 0.05, NoisyLines = 0.05, FramingPeriod = 30 };
        using Sink first = Hear(faults, 100).Sink;
        using Sink second = Hear(faults, 100).Sink;

        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task Run_CableThatIsPulled_ListenerComesBack()
    {
        using var server = new SocketServer(0);
        using var power = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        power.CancelAfter(TimeSpan.FromSeconds(60));
        var connections = new List<bool>();
        int afterwards = 0;
        var listener = new BoardListener(BoardPort.Parse(server.Port, 0), TimeSpan.FromMilliseconds(50))
        {
            OnConnection = connections.Add,
            OnLine = line =>
            {
                if (line is PredictionLine && connections.Count(isConnected => !isConnected) > 0 && ++afterwards == 3) // lines that came with it are still told
                {
                    power.Cancel();
                }
            },
        };
        Task listening = listener.RunAsync(power.Token);
        var device = new VirtualDevice(Board(), s_model, new EndlessFrames(), server)
        {
            Faults = new FaultOptions { UnplugPeriod = 20 },
            Options = new VirtualBoardOptions { FramePeriod = TimeSpan.FromMilliseconds(10) },
        };
        await Task.Run(() => device.Run(power.Token), CancellationToken.None);
        await listening;

        Assert.True(afterwards >= 3, $"{afterwards}");
        Assert.True(connections[0]);
        Assert.Contains(false, connections);
        Assert.Equal(1, device.BootCount);
    }

    [Fact]
    public void Run_CableOfATerminal_CannotBePulled()
    {
        using var sink = new Sink();
        var device = new VirtualDevice(Board(), s_model, new ListFrames("red"), sink) { Faults = new FaultOptions { UnplugPeriod = 50 } };

        Assert.Contains("--tcp", Assert.Throws<BoardException>(() => device.Run(TestContext.Current.CancellationToken)).Message);
    }

    private static BoardDescriptor Board() => BoardDescriptor.Load("esp32-cam");

    private static (Sink Sink, int Boots, ConsoleCounts Counts, List<string> Heard) Hear(FaultOptions faults, int frames)
    {
        var sink = new Sink();
        var device = new VirtualDevice(Board(), s_model, new ListFrames(string.Join(' ', Enumerable.Repeat("red green", frames / 2))), sink)
        {
            Faults = faults,
            Options = new VirtualBoardOptions { Time = new StoppedClock() },
        };
        device.Run(TestContext.Current.CancellationToken);
        var counts = new ConsoleCounts();
        var heard = new List<string>();
        new ConsoleDecoder(text =>
        {
            ConsoleLine line = ConsoleParser.Parse(text);
            counts.Add(line);
            if (line is PredictionLine prediction)
            {
                heard.Add(prediction.Text);
            }
        }).Add(sink.Bytes);
        return (sink, device.BootCount, counts, heard);
    }

    /// <summary>What arrived with its own check right; one in 65,536 damaged lines has that by chance.</summary>
    private static string[] Intact(Sink sink) =>
        [.. Regex.Matches(Encoding.Latin1.GetString(sink.Bytes), "> [0-9]+ [ -~]* c=[0-9a-f]{4}(?=\r\n)").Select(match => match.Value).Where(IsWhole)];

    private static bool IsWhole(string line)
    {
        var crc = new Crc32();
        byte[] text = Encoding.ASCII.GetBytes(line[..^7]);
        crc.Add(text, 0, text.Length);
        return (crc.Value & 0xFFFF).ToString("x4") == line[^4..];
    }

    /// <summary>Milliseconds are all 0, so that two runs print the same.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
