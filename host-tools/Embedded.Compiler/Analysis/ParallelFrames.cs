// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;

namespace Embedded.Compiler.Analysis;

/// <summary>Work on many frames on several threads, each with an engine of its own.</summary>
internal static class ParallelFrames
{
    /// <summary>Does <paramref name="work"/> for 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="newWorker">Makes what one thread works with.</param>
    /// <param name="work">Does one item; called from several threads at once and in any order.</param>
    /// <param name="threads">At most this many; 0 for all cores.</param>
    /// <param name="progress">Told the number of items done, from several threads and out of order.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static void Run<T>(int count, Func<T> newWorker, Action<int, T> work, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, newWorker, (index, _, worker) =>
            {
                work(index, worker);
                progress?.Report(Interlocked.Increment(ref done));
                return worker;
            }, _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
