// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Data;

namespace Embedded.Cli.Shell;

/// <summary>Hears how far long work is, from any thread and in any order, and shows the farthest.</summary>
internal sealed class ProgressMeter(Action<double, string?> show) : IProgress<DataProgress>, IProgress<BuildStep>, IProgress<double>
{
    private readonly Lock _gate = new();
    private double _farthest;

    /// <summary>Done is a share of the whole, 0 to 1; the detail stands beside the bar.</summary>
    public void Report(double done, string? detail = null)
    {
        lock (_gate)
        {
            _farthest = Math.Max(_farthest, Math.Clamp(done, 0, 1));
            show(_farthest, detail);
        }
    }

    /// <inheritdoc />
    public void Report(DataProgress value) => Report((double)value.Done / Math.Max(1, value.Total));

    /// <inheritdoc />
    public void Report(BuildStep value) => Report((double)value.Done / value.Total, value.Name);

    /// <inheritdoc />
    void IProgress<double>.Report(double value) => Report(value);

    /// <summary>For libraries that count to a known total.</summary>
    public IProgress<int> Counting(int total) => new Counter(this, total);

    private sealed class Counter(ProgressMeter meter, int total) : IProgress<int>
    {
        public void Report(int value) => meter.Report((double)value / Math.Max(1, total));
    }
}
