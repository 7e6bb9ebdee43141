// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Cli.Web;

namespace Embedded.Cli.Monitoring;

/// <summary>Listens to a board and shows what it says, until Ctrl+C or the end of a recording.</summary>
internal sealed class MonitorWork
{
    private static readonly TimeSpan s_drawPeriod = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan s_advicePeriod = TimeSpan.FromMilliseconds(250);

    private readonly IBoardPort _port;
    private readonly string _name;
    private readonly MonitorSettings _settings;
    private readonly Session _session;
    private readonly BoardMonitor _monitor;
    private long _byteCount; // that were heard

    public MonitorWork(IBoardPort port, string name, MonitorSettings settings, Session session)
    {
        _port = port;
        _name = name;
        _settings = settings;
        _session = session;
        _monitor = new BoardMonitor(name);
    }

    /// <exception cref="PortException">The port cannot be opened.</exception>
    public int Run()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_session.Cancellation);
        using MonitorLog? log = _settings.LogPath == null ? null : MonitorLog.Open(_settings.LogPath, _session.Warn);
        using MonitorServer? page = _settings.HasPage ? MonitorServer.Start(_monitor, _name, _settings.PagePort) : null;
        bool isLive = _session.IsLive && !_settings.IsRaw;
        var lines = new MonitorLines(_session.Output, _settings.IsRaw);
        var opened = new TaskCompletionSource();
        bool isEnough = false;
        var listener = new BoardListener(_port)
        {
            OnBytes = bytes =>
            {
                _byteCount += bytes.Length;
                _monitor.AddBytes();
            },
            OnLine = line =>
            {
                if (isEnough)
                {
                    return; // what came in one piece with the last prediction that was asked for
                }

                _monitor.Add(line);
                log?.Add(line);
                if (!isLive)
                {
                    lines.Add(line);
                }

                if (line is PredictionLine && _settings.Count is int count && _monitor.PredictionCount >= count)
                {
                    isEnough = true;
                    stop.Cancel();
                }
            },
            OnConnection = isConnected =>
            {
                _monitor.SetConnected(isConnected);
                log?.AddConnection(_name, isConnected);
                opened.TrySetResult();
            },
        };
        Task listening = Task.Run(() => listener.RunAsync(stop.Token), CancellationToken.None);
        _ = listening.ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Task.WaitAny(opened.Task, listening);
        if (!listening.IsFaulted)
        {
            Announce(page);
            Show(isLive, page, stop.Token);
        }

        listening.GetAwaiter().GetResult();
        if (!_port.IsLive && !isEnough && !_session.Cancellation.IsCancellationRequested)
        {
            EndRecording(listener.Counts);
        }

        return Finish(log, isLive);
    }

    private void Announce(MonitorServer? page)
    {
        if (page == null)
        {
            return;
        }

        _session.Note($"the page is at {page.Url}");
        if (_settings.OpensPage && _session.IsLive)
        {
            Browser.Open(page.Url);
        }
    }

    private void Show(bool isLive, MonitorServer? page, CancellationToken end)
    {
        if (isLive)
        {
            _session.Watch(() => MonitorView.Of(_monitor.Snapshot(), _name, page?.Url), s_drawPeriod, end);
            return;
        }

        string? said = null;
        while (!end.WaitHandle.WaitOne(s_advicePeriod))
        {
            MonitorState state = _monitor.Snapshot();
            if (state.Advice != said && _port.IsLive)
            {
                said = state.Advice;
                _session.Note(said ?? $"{_name} is heard.");
            }
        }
    }

    private void EndRecording(ConsoleCounts counts)
    {
        _monitor.SetConnected(false); // a frame that is under way has no end
        if (counts.Lines == counts.OtherLines)
        {
            throw CommandException.Input(_byteCount == 0 ? PortText.Empty(_name) : PortText.NoConsole(_name));
        }
    }

    private int Finish(MonitorLog? log, bool isLive)
    {
        MonitorState state = _monitor.Snapshot();
        if (!isLive)
        {
            _session.FinishLines(
                new { port = _name, predictions = state.Predictions, lost = state.LostPredictions, otherLines = state.OtherLines, tornFrames = state.TornFrames, unfinishedFrames = state.UnfinishedFrames, boots = state.Boots, errors = state.Errors },
                []);
        }

        _session.Note(MonitorView.Summary(state));
        return log is { IsBroken: true } ? ExitCode.Unexpected : ExitCode.Ok;
    }
}
