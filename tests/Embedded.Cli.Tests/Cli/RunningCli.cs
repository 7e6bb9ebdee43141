// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Tests;

/// <summary>A command that goes on until it is stopped, its streams readable meanwhile. Whatever happens, it ends after a minute.</summary>
internal sealed class RunningCli : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new(s_limit);
    private readonly LiveText _output = new();
    private readonly LiveText _error = new();
    private readonly Task<int> _running;

    public RunningCli(params string[] args)
    {
        _running = Task.Run(() => CommandLineApp.Run(args, new Terminal(_output, _error), _stop.Token));
    }

    public string Out => _output.Text;

    public string Error => _error.Text;

    /// <summary>Waits until the text holds.</summary>
    public async Task<string> Until(Func<RunningCli, string?> find)
    {
        while (true)
        {
            if (find(this) is string found)
            {
                return found;
            }

            Assert.False(_running.IsCompleted, $"it ended early: {Out} {Error}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As Ctrl+C does.</summary>
    public async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await _running.WaitAsync(s_limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its own end.</summary>
    public Task<int> End() => _running.WaitAsync(s_limit, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_running).AsyncWaitHandle.WaitOne(s_limit);
        _stop.Dispose();
    }

    private sealed class LiveText : TextWriter
    {
        private readonly StringBuilder _text = new();

        public LiveText()
        {
            NewLine = "\n";
        }

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_text)
            {
                _text.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_text)
            {
                _text.Append(value);
            }
        }

        public override void WriteLine(string? value) => Write(value + "\n");
    }
}
