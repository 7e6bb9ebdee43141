// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests;

/// <summary>Keeps and passes on every report at once; <see cref="Progress{T}"/> would do so later, on another thread.</summary>
internal sealed class SynchronousProgress(Action<DataProgress> onReport) : IProgress<DataProgress>
{
    public List<DataProgress> Reports { get; } = [];

    public void Report(DataProgress value)
    {
        lock (Reports)
        {
            Reports.Add(value);
        }

        onReport(value);
    }
}
