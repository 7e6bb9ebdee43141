// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Follows a board: takes lines, bytes and connections from one thread, and tells any other how it stands.</summary>
public sealed class BoardMonitor
{
    /// <summary>Predictions that are kept for the history.</summary>
    public const int HistoryLength = 240;

    /// <summary>A board that says nothing for so long is silent; one that is known to be slow has longer.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(15);

    private const int SupportedConsole = 1;
    private const int ForeignLines = 20; // that many without one of ours are another program's
    private const int MaxSeen = 64;
    private const int SilentFrames = 3; // times of the last frame
    private static readonly TimeSpan s_firstFrame = TimeSpan.FromMinutes(2); // of a large network in C#
    private static readonly TimeSpan s_rateWindow = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _port;
    private readonly FrameCollector _frames;
    private readonly ConsoleCounts _counts = new();
    private readonly MonitorFacts _facts = new();
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal); // classes of predictions, for boards whose start was not heard
    private readonly MonitorPoint[] _history = new MonitorPoint[HistoryLength];
    private long _version;
    private bool _isConnected;
    private bool _isReady;
    private bool _isStopped;
    private bool _isOurs; // a line of ours came over this connection
    private int _foreign; // lines of others since the connection or the last of ours
    private DateTimeOffset _heard; // the last byte
    private DateTimeOffset _spoke; // the last line of ours, or the connection
    private PredictionLine? _prediction;
    private DateTimeOffset? _change;
    private string? _answer;
    private string? _previous;
    private MonitorError? _error;
    private MonitorPicture? _picture;

    /// <param name="port">Name of the port, for sentences.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public BoardMonitor(string port, TimeProvider? time = null)
    {
        _port = port;
        _time = time ?? TimeProvider.System;
        _heard = _time.GetUtcNow();
        _frames = new FrameCollector(_ => { })
        {
            OnPixels = (number, frame) => _picture = new MonitorPicture((_picture?.Sequence ?? 0) + 1, number, frame),
        };
    }

    /// <summary>Predictions heard.</summary>
    public long PredictionCount
    {
        get
        {
            lock (_lock)
            {
                return _counts.Predictions;
            }
        }
    }

    /// <summary>Bytes came, of whatever kind.</summary>
    public void AddBytes()
    {
        lock (_lock)
        {
            _heard = _time.GetUtcNow();
        }
    }

    /// <summary>The port was opened, or went away.</summary>
    public void SetConnected(bool isConnected)
    {
        lock (_lock)
        {
            _version++;
            _isConnected = isConnected;
            _isOurs = false;
            _foreign = 0;
            _heard = _time.GetUtcNow();
            _spoke = _heard;
            if (!isConnected)
            {
                _counts.Interrupt();
                _frames.Interrupt();
            }
        }
    }

    /// <summary>A line came.</summary>
    public void Add(ConsoleLine line)
    {
        lock (_lock)
        {
            _version++;
            int boots = _counts.Boots;
            _counts.Add(line);
            if (_counts.Boots != boots)
            {
                StartBoot();
            }

            _foreign = line is OtherLine ? _foreign + 1 : 0;
            if (line is not OtherLine)
            {
                _isOurs = true;
                _spoke = _time.GetUtcNow();
            }

            _frames.Add(line);
            switch (line)
            {
                case BootLine or LabelsLine or SlotLine:
                    _facts.Add(line);
                    _isReady |= line is BootLine { Word: "ready" };
                    break;
                case ErrorLine error:
                    _error = new MonitorError(_time.GetUtcNow(), error, ConsoleErrors.Of(error));
                    _isStopped = ConsoleErrors.Stops(error, _isReady);
                    break;
                case PredictionLine prediction:
                    Add(prediction);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>How it stands now.</summary>
    public MonitorState Snapshot()
    {
        lock (_lock)
        {
            MonitorStatus status = Status();
            return new MonitorState
            {
                Version = _version,
                Status = status,
                Advice = MonitorAdvice.Of(status, _port, _facts.ConsoleVersion > SupportedConsole),
                Labels = _facts.Labels.Count > 0 ? _facts.Labels : [.. _seen],
                Facts = _facts.List,
                Prediction = _prediction,
                FramesPerSecond = Rate(),
                ChangeTime = _change,
                Previous = _previous,
                Error = _error,
                Picture = _picture,
                TornFrames = _frames.TornCount,
                UnfinishedFrames = _frames.UnfinishedCount,
                Predictions = _counts.Predictions,
                LostPredictions = _counts.LostPredictions,
                OtherLines = _counts.OtherLines,
                Boots = _counts.Boots,
                Errors = _counts.Errors,
            };
        }
    }

    /// <summary>The kept predictions behind a sequence number, oldest first.</summary>
    public IReadOnlyList<MonitorPoint> HistoryAfter(long sequence)
    {
        lock (_lock)
        {
            long first = Math.Max(sequence, _counts.Predictions - HistoryLength) + 1;
            var points = new List<MonitorPoint>();
            for (long number = first; number <= _counts.Predictions; number++)
            {
                points.Add(_history[number % HistoryLength]);
            }

            return points;
        }
    }

    private void StartBoot()
    {
        _facts.Clear();
        _seen.Clear();
        _isReady = false;
        _isStopped = false;
        _prediction = null;
        _error = null;
        _change = null;
        _answer = null;
        _previous = null;
    }

    private void Add(PredictionLine prediction)
    {
        DateTimeOffset now = _time.GetUtcNow();
        string answer = prediction.IsUnknown ? "unknown" : prediction.Best.Label;
        if (answer != _answer)
        {
            _previous = _answer;
            _answer = answer;
            _change = now;
        }

        _prediction = prediction;
        See(prediction.Best);
        See(prediction.Second);
        _isStopped = false;
        _isReady = true;
        _history[_counts.Predictions % HistoryLength] = new MonitorPoint(_counts.Predictions, now, prediction.Frame, prediction.Best.Label, prediction.Best.Percent, prediction.IsUnknown);
    }

    private void See(Guess? guess)
    {
        if (guess != null && _facts.Labels.Count == 0 && _seen.Count < MaxSeen)
        {
            _seen.Add(guess.Label);
        }
    }

    private MonitorStatus Status()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return !_isConnected ? MonitorStatus.Disconnected
            : _isStopped ? MonitorStatus.Stopped
            : now - _heard >= Patience() ? MonitorStatus.Silent
            : _foreign >= ForeignLines || (now - _spoke >= SilenceLimit && _heard > _spoke) ? MonitorStatus.Foreign
            : _isOurs ? MonitorStatus.Live
            : MonitorStatus.Waiting;
    }

    /// <summary>How long this board may say nothing.</summary>
    private TimeSpan Patience()
    {
        if (!_isOurs || !_isReady)
        {
            return SilenceLimit;
        }

        if (_prediction == null)
        {
            return s_firstFrame;
        }

        var frame = TimeSpan.FromMilliseconds((double)_prediction.CaptureMs + _prediction.PreprocessMs + _prediction.InferenceMs);
        return frame * SilentFrames > SilenceLimit ? frame * SilentFrames : SilenceLimit;
    }

    /// <summary>Predictions a second: those of the window over the time from its first to its last.</summary>
    private double Rate()
    {
        DateTimeOffset start = _time.GetUtcNow() - s_rateWindow;
        long number = _counts.Predictions;
        long oldest = Math.Max(1, number - HistoryLength + 1);
        if (number == 0 || _history[number % HistoryLength].Time < start)
        {
            return 0;
        }

        long first = number;
        while (first > oldest && _history[(first - 1) % HistoryLength].Time >= start)
        {
            first--;
        }

        double seconds = (_history[number % HistoryLength].Time - _history[first % HistoryLength].Time).TotalSeconds;
        return seconds > 0 ? (number - first) / seconds : 0;
    }
}
