// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Cli.Rendering;
using Spectre.Console;

namespace Embedded.Cli.Shell;

/// <summary>Shows progress: a moving bar for a person, a line now and then for a log.</summary>
internal static class ProgressDisplay
{
    private const double PlainStep = 0.25;
    private const int DetailWidth = 66; // per cent and the longest detail
    private const int NarrowBar = 8;
    private const int WideBar = 30;
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    /// <summary>A bar with the share done, time left and a detail; it disappears at the end.</summary>
    public static T Moving<T>(IAnsiConsole log, string title, Func<ProgressMeter, T> work) =>
        log.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = Math.Clamp(log.Profile.Width - DetailWidth, NarrowBar, WideBar) }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(new ProgressMeter((done, detail) =>
                {
                    task.Value = done;
                    task.Description = Markup.Escape(detail ?? $"{title}  {TimeLeft(task)}".TrimEnd());
                }));
            });

    /// <summary>"title: 25 %", at most every few seconds, so that quick work leaves no line.</summary>
    public static T Plain<T>(IAnsiConsole log, string title, Func<ProgressMeter, T> work)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan next = PlainInterval;
        double due = PlainStep;
        return work(new ProgressMeter((done, _) =>
        {
            if (done >= due && done < 1 && clock.Elapsed >= next)
            {
                log.WriteLine(FormattableString.Invariant($"{title}: {100 * done:0} %"));
                next = clock.Elapsed + PlainInterval;
                due = done + PlainStep;
            }
        }));
    }

    private static string TimeLeft(ProgressTask task) =>
        task.RemainingTime is TimeSpan time && time > TimeSpan.FromSeconds(1) ? $"{Numbers.Duration(time)} left" : "";
}
