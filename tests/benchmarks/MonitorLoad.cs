// SPDX-License-Identifier: MIT
// What `embedded monitor` costs at a console that is never idle: dotnet run -c Release --project tests/benchmarks -- monitor [SECONDS] [OPTIONS OF MONITOR].
// A virtual board prints pictures and predictions into a pseudo-terminal at 921,600 baud, without a pause; the monitor is a process of
// its own, measured from outside.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Embedded.Boards;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Benchmarks;

/// <summary>Processor time and memory of the monitor under full load.</summary>
internal static class MonitorLoad
{
    private const int DefaultSeconds = 60;
    private const int WarmUpSeconds = 30; // the runtime compiles what is used often, and its heap finds its size
    private const int SampleSeconds = 5;
    private const double ProcessorLimit = 0.10; // of one core
    private const double MemoryLimit = 1.10; // at the end, of that after the warm-up

    /// <returns>0 if nothing was lost and the monitor stayed below both limits.</returns>
    public static int Run(string[] args)
    {
        int seconds = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : DefaultSeconds;
        using var server = new TerminalServer();
        using var power = new CancellationTokenSource();
        BoardDescriptor board = BoardDescriptor.Load("esp32-cam");
        byte[] model = ColourNetwork.Write(new DecisionSettings { Smoothing = 1, PrintFrames = true }, 8);
        using Process monitor = Start(["monitor", "--port", server.Port, "--json", "--quiet", .. args.Skip(1)]);
        Thread.Sleep(TimeSpan.FromSeconds(2)); // it listens before the board starts, so that all is heard
        Task running = Task.Run(() => new VirtualDevice(board, model, new OnePicture(), server).Run(power.Token));
        Thread.Sleep(TimeSpan.FromSeconds(WarmUpSeconds));

        var time = Stopwatch.StartNew();
        monitor.Refresh();
        TimeSpan before = monitor.TotalProcessorTime;
        long first = monitor.WorkingSet64;
        Console.WriteLine("  seconds  one core   memory");
        while (time.Elapsed.TotalSeconds < seconds)
        {
            Thread.Sleep(TimeSpan.FromSeconds(SampleSeconds));
            monitor.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Elapsed.TotalSeconds,9:0}  {(monitor.TotalProcessorTime - before) / time.Elapsed,8:0.0%}  {monitor.WorkingSet64 / 1e6,4:0} MB"));
        }

        double processor = (monitor.TotalProcessorTime - before) / time.Elapsed;
        double memory = monitor.WorkingSet64 / (double)first;
        power.Cancel();
        running.Wait();
        server.Drain(TimeSpan.FromSeconds(2));
        Thread.Sleep(TimeSpan.FromSeconds(1));
        Process.Start("kill", ["-INT", monitor.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        JsonElement counts = JsonDocument.Parse(monitor.StandardOutput.ReadToEnd()).RootElement;
        monitor.WaitForExit();
        long lost = counts.GetProperty("lost").GetInt64();
        long damaged = counts.GetProperty("otherLines").GetInt64();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{processor:0.0%} of one core, memory {memory:0.00} times; {counts.GetProperty("predictions").GetInt64():N0} predictions with their pictures, {lost} lost, {damaged} damaged lines"));
        return processor < ProcessorLimit && memory < MemoryLimit && lost == 0 && damaged == 0 ? 0 : 1;
    }

    private static Process Start(string[] args)
    {
#if DEBUG
        const string Configuration = "Debug";
#else
        const string Configuration = "Release";
#endif
        string command = Path.Combine(SharedFolder.Repository, "host-tools", "Embedded.Cli", "bin", Configuration, "net10.0", "embedded.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [command, .. args]) { RedirectStandardOutput = true })!;
    }

    private sealed class OnePicture : IFrameSource
    {
        private readonly Picture _picture = new(96, 96, [.. Enumerable.Range(0, 96 * 96 * 3).Select(index => (byte)index)]);

        public Picture Next() => _picture;
    }
}
