// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Inference;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Draws predictions: the likeliest classes of each picture with bars, or a line a picture if there are many.</summary>
internal static class PredictView
{
    private const int ManyPictures = 4;
    private const int ShownClasses = 5;
    private const int BarWidth = 24;
    private const int WideConsole = 100;

    public static void Render(IAnsiConsole console, Model model, IReadOnlyList<PicturePrediction> predictions)
    {
        if (predictions.Count >= ManyPictures)
        {
            List(console, model, predictions);
            return;
        }

        foreach (PicturePrediction prediction in predictions)
        {
            console.MarkupLine($"[bold]{Markup.Escape(prediction.Image)}[/]  {Markup.Escape(Label(model, prediction.Best))}");
            bool isProbability = ProbabilityOutput.IsOf(model);
            Table table = Tables.Create("class", Heading(isProbability), "", ">int8");
            foreach (int index in Enumerable.Range(0, prediction.Outputs.Length).OrderByDescending(index => prediction.Outputs[index]).Take(ShownClasses))
            {
                double value = FrameClassifier.RealOf(model, prediction.Outputs[index]);
                table.Row(Tables.Name(Label(model, index)), Value(value, isProbability), isProbability ? Bars.Of(value, BarWidth) : "", $"{prediction.Outputs[index]}");
            }

            console.Write(table);
        }
    }

    public static object Document(Model model, IReadOnlyList<PicturePrediction> predictions, IReadOnlyList<SkippedFile> skipped) => new
    {
        labels = model.Labels,
        predictions = predictions.Select(prediction => new
        {
            prediction.Image,
            label = Label(model, prediction.Best),
            probability = ProbabilityOutput.IsOf(model) ? FrameClassifier.RealOf(model, prediction.Outputs[prediction.Best]) : (double?)null,
            score = ProbabilityOutput.IsOf(model) ? (double?)null : FrameClassifier.RealOf(model, prediction.Outputs[prediction.Best]),
            prediction.Outputs,
        }),
        skipped,
    };

    private static void List(IAnsiConsole console, Model model, IReadOnlyList<PicturePrediction> predictions)
    {
        bool isProbability = ProbabilityOutput.IsOf(model);
        bool isWide = isProbability && console.Profile.Width >= WideConsole;
        string[] bar = isWide ? [""] : [];
        Table table = Tables.Create(["picture", "class", Heading(isProbability), .. bar, "int8"]);
        foreach (PicturePrediction prediction in predictions)
        {
            double value = FrameClassifier.RealOf(model, prediction.Outputs[prediction.Best]);
            string[] barCell = isWide ? [Bars.Of(value, BarWidth / 2)] : [];
            string outputs = prediction.Outputs.Length <= 10 ? string.Join(' ', prediction.Outputs) : $"{prediction.Outputs[prediction.Best]}";
            table.Row([prediction.Image, Tables.Name(Label(model, prediction.Best)), Value(value, isProbability), .. barCell, outputs]);
        }

        console.Write(table);
    }

    private static string Heading(bool isProbability) => isProbability ? ">probability" : ">score";

    private static string Value(double value, bool isProbability) => isProbability ? Numbers.Percent(value) : FormattableString.Invariant($"{value:0.000}");

    private static string Label(Model model, int index) => model.Labels.Length > 0 ? model.Labels[index] : $"class {index}";
}
