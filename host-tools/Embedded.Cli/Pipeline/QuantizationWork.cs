// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Compiler.Quantization.Methods;
using Embedded.Data;
using Embedded.Training.Export;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>From a trained network to a model file.</summary>
internal static class QuantizationWork
{
    /// <summary>Exports the run's best network, calibrates, quantizes and writes <paramref name="modelFile"/>.</summary>
    public static QuantizedRun Run(RunFolder run, Dataset calibration, QuantizationSettings settings, string modelFile, Session session) =>
        Run(GraphExport.BestOf(run), RunNotes.Of(run), CommandText.Of("train", "DATA", "--qat", run.FullPath, "--out", "RUN2"), calibration, settings, modelFile, session);

    /// <summary>Calibrates and quantizes a float network, and writes <paramref name="modelFile"/>.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="notes">What goes into the file about it.</param>
    /// <param name="training">The command that trains it with quantization in mind; null for a network from elsewhere.</param>
    /// <param name="calibration">Pictures that calibrate, and others that judge.</param>
    /// <param name="settings">How it is quantized.</param>
    /// <param name="modelFile">The file.</param>
    /// <param name="session">Progress, warnings and cancellation.</param>
    public static QuantizedRun Run(
        FloatGraph graph,
        IReadOnlyList<KeyValuePair<string, string>> notes,
        string? training,
        Dataset calibration,
        QuantizationSettings settings,
        string modelFile,
        Session session)
    {
        InputSpec input = graph.InputSpec;
        PictureCache pictures = PictureSet.Load(calibration, session);
        CalibrationDivision division = CalibrationDivision.Of(pictures.Samples.Count, settings.Pictures);
        IReadOnlyList<sbyte[]> inputs = CalibrationSet.Prepare(pictures, input, division.Calibration, session.Cancellation);
        foreach (string warning in CalibrationCheck.Of(graph, inputs, pictures.Labels))
        {
            session.Warn(warning);
        }

        var options = new QuantizerOptions { Observer = settings.Observer, IsPerTensor = settings.IsPerTensor, Resize = input.Resize };
        QuantizationResult result = session.Track("quantizing", meter =>
        {
            NetworkScorer scorer = Scorer(graph, pictures, input, division, session);
            return settings.Method == "auto"
                ? MethodSearch.Run(graph, inputs, scorer, options, meter, session.Cancellation)
                : MethodSearch.RunAlone(settings.Method, graph, inputs, scorer, options, meter, session.Cancellation);
        });
        foreach (string warning in CalibrationCheck.DeadLayers(graph, ChannelRanges.Of(graph, inputs, session.Cancellation)))
        {
            session.Warn(warning);
        }

        string[] kept = [.. result.Trials.Where(trial => trial.IsKept).Select(trial => trial.Step)];
        QuantizedGraph noted = result.Graph with { Notes = [.. notes, new("quantization", $"{string.Join(", ", kept)}, {inputs.Count} calibration pictures")] };
        byte[] bytes = EmbWriter.Write(noted);
        AtomicFile.Write(OutputFile.Prepare(modelFile), bytes);
        return new QuantizedRun(graph, result.Report, EmbFile.Parse(bytes), new MethodTable(result.Float!, result.Trials, division.IsDivided, settings.Method == "auto", training));
    }

    /// <summary>Judges by the pictures' classes if the network knows them all, else by agreement with the float network.</summary>
    private static NetworkScorer Scorer(FloatGraph graph, PictureCache pictures, InputSpec input, CalibrationDivision division, Session session)
    {
        bool isKnown = pictures.Labels.Count > 1 && pictures.Labels.All(graph.Labels.Contains);
        int[]? outputs = isKnown ? LabelMapping.Of(graph.Labels, pictures.Labels) : null;
        return new NetworkScorer(
            graph,
            CalibrationSet.Prepare(pictures, input, division.Selection, session.Cancellation),
            outputs == null ? null : [.. division.Selection.Select(index => outputs[pictures.Samples[index].Label])],
            session.Cancellation);
    }
}
