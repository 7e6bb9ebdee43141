// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>Runs one command of nanoff and follows what it prints.</summary>
public sealed partial class NanoffRunner
{
    private const int KeptLines = 200;

    private readonly NanoffTool _tool;
    private readonly FlashStep _step;
    private readonly string _port;
    private readonly string _chip;
    private readonly TimeSpan _silence;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _line = new();
    private readonly Lock _gate = new();
    private bool _isWrongChip;

    /// <param name="tool">The tool.</param>
    /// <param name="step">The command.</param>
    /// <param name="request">For its port and its chip.</param>
    /// <param name="silence">After so long without a character it is ended; null for five minutes, and fifteen for firmware, which is loaded and written without a word.</param>
    public NanoffRunner(NanoffTool tool, FlashStep step, FlashRequest request, TimeSpan? silence = null)
    {
        _tool = tool;
        _step = step;
        _port = request.Port;
        _chip = request.Board.Chip;
        _silence = silence ?? TimeSpan.FromMinutes(step.Kind == FlashKind.Firmware ? 15 : 5);
    }

    /// <summary>True once the flash may have been changed: nothing in it was before.</summary>
    public bool MayHaveWritten { get; private set; }

    /// <summary>True if nanoff read the flash back and found what it wrote.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="progress">Told of lines and of shares, from other threads.</param>
    /// <param name="cancellation">Ends it with all that it started.</param>
    /// <exception cref="FlashException">It cannot be run, failed, said nothing for too long, or met another chip.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunAsync(IProgress<FlashProgress> progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using Process process = Start();
        process.StandardInput.Close();
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenRegistration stop = silent.Token.Register(() => Kill(process));
        silent.CancelAfter(_silence);
        // At low verbosity firmware is written without a word.
        MayHaveWritten = _step.Kind == FlashKind.Firmware;

        void Heard()
        {
            silent.CancelAfter(_silence);
            if (_isWrongChip)
            {
                Kill(process);
            }
        }

        await Task.WhenAll(FollowAsync(process.StandardOutput, progress, Heard), FollowAsync(process.StandardError, progress, Heard)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (_isWrongChip)
        {
            throw new FlashException($"the connected chip is no {_chip}, which the board has; check --board, and that --port is the right board's") { IsDevice = true, ToolOutput = _lines };
        }

        if (silent.IsCancellationRequested)
        {
            throw new FlashException(FormattableString.Invariant($"nanoff said nothing for {_silence.TotalSeconds:0.#} s and was ended; plug the board out and in, and run the command again")) { IsDevice = true, ToolOutput = _lines };
        }

        if (process.ExitCode != 0)
        {
            FlashException failure = NanoffErrors.Explain(process.ExitCode, _lines, _port);
            MayHaveWritten &= !failure.IsBeforeWriting;
            throw failure;
        }

        if (_lines.Any(line => line.Contains("No operation was performed", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FlashException("nanoff wrote nothing; update it with: dotnet tool update -g nanoff --allow-roll-forward") { ToolOutput = _lines };
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(_tool.Program, [.. _tool.Prefix, .. _step.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach ((string name, string value) in NanoffTool.Variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new FlashException($"{_tool.Program} cannot be run; install nanoff with: {NanoffTool.InstallCommand}", exception);
        }
    }

    /// <summary>Splits at line feeds and carriage returns; a line that moves on has neither at its end.</summary>
    private async Task FollowAsync(StreamReader reader, IProgress<FlashProgress> progress, Action heard)
    {
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lock (_gate)
            {
                foreach (char letter in buffer.AsSpan(0, count))
                {
                    if (letter is '\n' or '\r')
                    {
                        EndLine(progress);
                    }
                    else
                    {
                        _line.Append(letter);
                    }
                }

                _ = ReportShare(_line.ToString(), progress);
            }

            heard();
        }

        lock (_gate)
        {
            EndLine(progress);
        }
    }

    private void EndLine(IProgress<FlashProgress> progress)
    {
        string line = ColourPattern().Replace(_line.ToString(), "").Trim();
        _line.Clear();
        if (line.Length == 0 || ReportShare(line, progress))
        {
            return;
        }

        if (_lines.Count == KeptLines)
        {
            _lines.RemoveAt(0);
        }

        _lines.Add(line);
        MayHaveWritten |= line.StartsWith("Flashing", StringComparison.Ordinal) || line.StartsWith("Erasing", StringComparison.Ordinal) || line.StartsWith("Compressed", StringComparison.Ordinal);
        IsVerified |= line.StartsWith("Hash of data verified", StringComparison.Ordinal);
        _isWrongChip |= ChipPattern().Match(line) is { Success: true } chip && !Letters(chip.Groups[1].Value).Equals(Letters(_chip), StringComparison.OrdinalIgnoreCase);
        progress.Report(new FlashProgress(null, line));
    }

    private bool ReportShare(string line, IProgress<FlashProgress> progress)
    {
        Match match = SharePattern().Match(line);
        if (match.Success)
        {
            MayHaveWritten = true;
            progress.Report(new FlashProgress(double.Parse(match.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture) / 100, null));
        }

        return match.Success;
    }

    /// <summary>ESP32-S3 and ESP32S3 are the same.</summary>
    private static string Letters(string chip) => chip.Replace("-", "", StringComparison.Ordinal);

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself.
        }
    }

    [GeneratedRegex("Writing at 0x[0-9A-Fa-f]+ \\[.*\\] +([0-9]{1,3}[.,][0-9])% [0-9]+/[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex SharePattern();

    [GeneratedRegex("^(ESP32(?:-[A-Z][0-9]+)?) \\(", RegexOptions.CultureInvariant)]
    private static partial Regex ChipPattern();

    [GeneratedRegex("\\x1B\\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex ColourPattern();
}
