// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Inference;

namespace Embedded.Boards.Tests.Monitoring;

public class BoardMonitorTests
{
    private readonly ManualTime _time = new();
    private readonly BoardMonitor _monitor;

    public BoardMonitorTests()
    {
        _monitor = new BoardMonitor("PORT", _time);
    }

    [Fact]
    public void Status_ABoardsLife_IsTold()
    {
        Assert.Equal(MonitorStatus.Disconnected, _monitor.Snapshot().Status);
        _monitor.SetConnected(true);
        Assert.Equal(MonitorStatus.Waiting, _monitor.Snapshot().Status);
        _time.Pass(BoardMonitor.SilenceLimit);
        Assert.Equal(MonitorStatus.Silent, _monitor.Snapshot().Status);
        Assert.Contains("press reset", _monitor.Snapshot().Advice);
        Hear("# ready");
        Assert.Equal(MonitorStatus.Live, _monitor.Snapshot().Status);
        Assert.Null(_monitor.Snapshot().Advice);
        _monitor.SetConnected(false);
        Assert.Equal(MonitorStatus.Disconnected, _monitor.Snapshot().Status);
        Assert.Contains("PORT is gone", _monitor.Snapshot().Advice);
    }

    [Fact]
    public void Status_LinesOfAnotherProgram_AreTold()
    {
        _monitor.SetConnected(true);
        for (int line = 0; line < 20; line++)
        {
            Hear("I (234) wifi: connected");
        }

        Assert.Equal(MonitorStatus.Foreign, _monitor.Snapshot().Status);
        Assert.Contains("not the console of this project's firmware", _monitor.Snapshot().Advice);
        Hear("# ready");
        Assert.Equal(MonitorStatus.Live, _monitor.Snapshot().Status);
    }

    [Fact]
    public void Status_BytesAtAnotherBaudRate_AreTold()
    {
        _monitor.SetConnected(true);
        for (int second = 0; second < 16; second++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            _monitor.AddBytes(); // and no line
        }

        Assert.Equal(MonitorStatus.Foreign, _monitor.Snapshot().Status);
        Assert.Contains("check the baud rate", _monitor.Snapshot().Advice);
    }

    [Fact]
    public void Status_BoardThatIsSlow_HasLonger()
    {
        _monitor.SetConnected(true);
        Hear("# ready");
        _time.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(MonitorStatus.Live, _monitor.Snapshot().Status);
        Predict("> 0 daisy 90% rose 4% ms=40/2/60000");
        _time.Pass(TimeSpan.FromSeconds(100));
        Assert.Equal(MonitorStatus.Live, _monitor.Snapshot().Status);
        _time.Pass(TimeSpan.FromSeconds(100));
        Assert.Equal(MonitorStatus.Silent, _monitor.Snapshot().Status);
    }

    [Fact]
    public void Error_ThatStopsTheBoard_StaysUntilTheNextBoot()
    {
        _monitor.SetConnected(true);
        Hear("# embedded console=1 board=esp32-cam psram=4194304");
        Hear("! M103 index=-1");

        MonitorState state = _monitor.Snapshot();
        Assert.Equal(MonitorStatus.Stopped, state.Status);
        Assert.Equal("M103", state.Error!.Words.Name);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(MonitorStatus.Stopped, _monitor.Snapshot().Status); // its silence is no other trouble
        Hear("# embedded console=1 board=esp32-cam psram=4194304");
        Assert.Equal(MonitorStatus.Live, _monitor.Snapshot().Status);
        Assert.Null(_monitor.Snapshot().Error);
    }

    [Fact]
    public void Snapshot_BootAndPredictions_HoldsThem()
    {
        _monitor.SetConnected(true);
        Hear("# embedded console=1 board=esp32-cam psram=4194304");
        Hear("# engine name=csharp arena=55296");
        Hear("# labels 0 daisy rose");
        Hear("# labels 2 tulip");
        Hear("# ready");
        Predict("> 0 daisy 90% rose 4% ms=1/2/30");
        _time.Pass(TimeSpan.FromSeconds(0.5));
        Predict("> 1 daisy 91% rose 4% ms=1/2/30");
        _time.Pass(TimeSpan.FromSeconds(0.5));
        Predict("> 3 unknown rose 40% daisy 39% ms=1/2/30");
        _time.Pass(TimeSpan.FromSeconds(0.1));

        MonitorState state = _monitor.Snapshot();
        Assert.Equal(["daisy", "rose", "tulip"], state.Labels);
        Assert.Contains(new("board", "esp32-cam"), state.Facts);
        Assert.Contains(new("psram", "4,096 KB"), state.Facts);
        Assert.Contains(new("engine arena", "54 KB"), state.Facts);
        Assert.Equal("unknown", state.Answer);
        Assert.Equal("daisy", state.Previous);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromSeconds(0.1), state.ChangeTime);
        Assert.Equal((39, 40, null), (state.PercentOf("daisy"), state.PercentOf("rose"), state.PercentOf("tulip")));
        Assert.Equal(2.0, state.FramesPerSecond, 1e-9);
        Assert.Equal((3, 1), (state.Predictions, state.LostPredictions));
        _time.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(0.0, _monitor.Snapshot().FramesPerSecond);
    }

    [Fact]
    public void Snapshot_BoardWhoseStartWasNotHeard_LearnsClassesFromPredictions()
    {
        _monitor.SetConnected(true);
        Predict("> 7 tulip 90% rose 4% ms=1/2/30");

        Assert.Equal(["rose", "tulip"], _monitor.Snapshot().Labels);
    }

    [Fact]
    public void Snapshot_NewerConsole_SaysSo()
    {
        _monitor.SetConnected(true);
        Hear("# embedded console=2 board=esp32-cam psram=4194304");

        Assert.Contains("update the tools", _monitor.Snapshot().Advice);
    }

    [Fact]
    public void HistoryAfter_MoreThanItHolds_GivesTheLastOnesInOrder()
    {
        for (int frame = 0; frame < 1000; frame++)
        {
            Predict($"> {frame} daisy 90% ms=1/2/30");
        }

        Assert.Equal(Enumerable.Range(760, 240), _monitor.HistoryAfter(0).Select(point => point.Frame));
        Assert.Equal([998L, 999L, 1000L], _monitor.HistoryAfter(997).Select(point => point.Sequence));
        Assert.Empty(_monitor.HistoryAfter(1000));
    }

    private void Hear(string line)
    {
        _monitor.AddBytes();
        _monitor.Add(ConsoleParser.Parse(line));
    }

    private void Predict(string start)
    {
        var crc = new Crc32();
        byte[] text = Encoding.ASCII.GetBytes(start);
        crc.Add(text, 0, text.Length);
        ConsoleLine line = ConsoleParser.Parse($"{start} c={crc.Value & 0xFFFF:x4}");
        Assert.IsType<PredictionLine>(line);
        _monitor.AddBytes();
        _monitor.Add(line);
    }

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now += time;
    }
}
