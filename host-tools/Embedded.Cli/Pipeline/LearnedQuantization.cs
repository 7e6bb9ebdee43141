// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Training.Export;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Pipeline;

/// <summary>From a quantization-aware run to a model file: nothing is calibrated.</summary>
internal static class LearnedQuantization
{
    /// <summary>Exports the run's best network and writes <paramref name="modelFile"/>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">Pictures for the layer report; null for none.</param>
    /// <param name="pictures">At most this many of them.</param>
    /// <param name="modelFile">The file.</param>
    /// <param name="session">Progress and cancellation.</param>
    public static QuantizedRun Run(RunFolder run, Dataset? report, int pictures, string modelFile, Session session)
    {
        (FloatGraph graph, QuantizedGraph quantized) = Export(run);
        NetworkReport? layers = report is null ? null : Report(graph, quantized, report, pictures, session);
        byte[] bytes = EmbWriter.Write(quantized);
        AtomicFile.Write(OutputFile.Prepare(modelFile), bytes);
        return new QuantizedRun(graph, layers, EmbFile.Parse(bytes), null);
    }

    /// <summary>The run's best network, in floats and in int8 as it goes into a model file.</summary>
    public static (FloatGraph Float, QuantizedGraph Quantized) Export(RunFolder run) =>
        QuantizedExport.BestOf(run, new QuantizerOptions { Notes = [.. RunNotes.Of(run), new("quantization", "learned in training")] });

    private static NetworkReport Report(FloatGraph graph, QuantizedGraph quantized, Dataset dataset, int count, Session session)
    {
        InputSpec input = graph.InputSpec;
        IReadOnlyList<sbyte[]> inputs = CalibrationSet.Prepare(PictureSet.Load(dataset, session), input, count, session.Cancellation);
        return session.Track("measuring the layers", meter => LayerReporter.Report(graph, quantized, inputs, _ => "learned", meter, session.Cancellation));
    }
}
