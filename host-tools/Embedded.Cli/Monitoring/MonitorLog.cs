// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.Boards;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Monitoring;

/// <summary>A file with one JSON object a line. Each line is in the file as soon as it is written; a disk that is full ends the log, not the monitor.</summary>
internal sealed class MonitorLog : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Action<string> _warn;
    private readonly Lock _lock = new();

    private MonitorLog(string path, FileStream file, Action<string> warn)
    {
        _path = path;
        _file = file;
        _warn = warn;
    }

    /// <summary>Writing failed; nothing more is written.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Opens a log to append to.</summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="warn">Told once if it cannot be written any more.</param>
    public static MonitorLog Open(string path, Action<string> warn)
    {
        OutputFile.Prepare(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var log = new MonitorLog(path, file, warn);
        if (file.CanSeek && file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
            {
                log.Write("\n"u8); // the last line of a log that was cut
            }
        }

        return log;
    }

    /// <summary>Takes a line of the board; most kinds are passed over.</summary>
    public void Add(ConsoleLine line)
    {
        DateTimeOffset time = DateTimeOffset.Now;
        object? entry = line switch
        {
            PredictionLine prediction => new
            {
                time,
                kind = "prediction",
                frame = prediction.Frame,
                label = prediction.Best.Label,
                percent = prediction.Best.Percent,
                unknown = prediction.IsUnknown,
                second = prediction.Second?.Label,
                secondPercent = prediction.Second?.Percent,
                captureMs = prediction.CaptureMs,
                preprocessMs = prediction.PreprocessMs,
                inferenceMs = prediction.InferenceMs,
            },
            ErrorLine error => new { time, kind = "error", code = ConsoleErrors.Of(error).Name, text = ConsoleErrors.Of(error).Meaning, remedy = ConsoleErrors.Of(error).Remedy, fields = error.Fields },
            BootLine boot => new { time, kind = "boot", about = boot.Word, fields = boot.Fields },
            LabelsLine labels => new { time, kind = "boot", about = "labels", first = labels.First, names = labels.Names },
            SlotLine slot => new { time, kind = "boot", about = "slot", slot = slot.Slot, sequence = slot.Sequence, model = slot.Model?.ToString("x8", CultureInfo.InvariantCulture), state = slot.State },
            _ => null,
        };
        if (entry != null)
        {
            Write(entry);
        }
    }

    /// <summary>The port was opened, or went away.</summary>
    public void AddConnection(string port, bool isConnected) =>
        Write(new { time = DateTimeOffset.Now, kind = "connection", port, connected = isConnected });

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Write(object entry) => Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, entry.GetType(), s_json), (byte)'\n']);

    /// <summary>A whole line at once: a program that is killed leaves whole lines.</summary>
    private void Write(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (IsBroken)
            {
                return;
            }

            try
            {
                _file.Write(line);
            }
            catch (IOException exception)
            {
                IsBroken = true;
                _warn($"{_path} cannot be written any more ({exception.Message.TrimEnd('.')}); the monitor goes on without it");
            }
        }
    }
}
