// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Cli.Reporting.Charts;
using Embedded.Training;

namespace Embedded.Cli.Reporting.Sections;

/// <summary>Accuracy, loss and learning rate by epoch.</summary>
internal sealed class CurvesSection : IReportSection
{
    public string Id => "training";

    public string Title => "Training";

    public string? Missing(ReportFacts facts) => null;

    public void Write(HtmlWriter html, ReportFacts facts)
    {
        IReadOnlyList<EpochMetrics> metrics = facts.Metrics;
        EpochMetrics last = metrics[^1];
        html.Element("p", $"The accuracy on the held out pictures is {Numbers.Percent(last.BestAccuracy)} in epoch {last.BestEpoch} of {metrics.Count}, whose network was kept.");
        html.Legend(("one", "held out pictures"), ("two", "training pictures, varied"));
        var epochs = new Axis("epoch", metrics[0].Epoch, Math.Max(last.Epoch, metrics[0].Epoch + 1), Math.Min(8, Math.Max(1, metrics.Count - 1)));
        using (html.Open("div", ("class", "charts")))
        {
            Draw(html, "Accuracy in %", epochs, 100, metrics, epoch => 100 * epoch.ValidationAccuracy, epoch => 100 * epoch.TrainingAccuracy, (last.BestEpoch, 100 * last.BestAccuracy));
            Draw(html, "Loss", epochs, 1.05 * metrics.Max(epoch => Math.Max(epoch.Loss, epoch.ValidationLoss)), metrics, epoch => epoch.ValidationLoss, epoch => epoch.Loss, null);
            Draw(html, "Learning rate", epochs, 1.05 * metrics.Max(epoch => epoch.LearningRate), metrics, null, epoch => epoch.LearningRate, null);
        }

        html.Note("Training counts varied pictures, softened labels and a teacher, where there is one; the held out pictures are as they are, and measure the moving average of the weights. So the two curves of a chart are no measure of overfitting.");
    }

    private static void Draw(
        HtmlWriter html,
        string title,
        Axis epochs,
        double highest,
        IReadOnlyList<EpochMetrics> metrics,
        Func<EpochMetrics, double>? heldOut,
        Func<EpochMetrics, double> training,
        (double Epoch, double Value)? best)
    {
        using (html.Open("figure"))
        {
            html.Element("figcaption", title);
            using var chart = new Chart(html, $"{title} by epoch", epochs, new Axis("", 0, highest > 0 ? highest : 1));
            chart.Line("two", metrics.Select(epoch => ((double)epoch.Epoch, training(epoch))));
            if (heldOut != null)
            {
                chart.Line("one", metrics.Select(epoch => ((double)epoch.Epoch, heldOut(epoch))));
            }

            if (best is { } point)
            {
                chart.Mark(point.Epoch, point.Value);
            }
        }
    }
}
