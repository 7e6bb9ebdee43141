// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Training;
using Embedded.Training.Export;
using Embedded.Training.Runs;
using Embedded.Vision;

namespace Embedded.Cli.Inputs;

/// <summary>The network whose opinion on labels is asked.</summary>
/// <param name="Path">As typed.</param>
/// <param name="NewClassifier">Makes a classifier for one thread.</param>
/// <param name="Names">Names of its outputs.</param>
/// <param name="Outputs">[classes] which output each class of the data set is.</param>
/// <param name="Recipe">What it was trained on; null for a model file.</param>
internal sealed record SuspectNetwork(string Path, Func<IFrameClassifier> NewClassifier, IReadOnlyList<string> Names, int[] Outputs, TrainingRecipe? Recipe)
{
    /// <summary>Opens a run's float network, or a model file.</summary>
    /// <param name="path">The folder of a run, an .emb or an int8 .tflite file.</param>
    /// <param name="dataset">Gives the classes.</param>
    /// <exception cref="CommandException">The network does not know a class of the data set, sees no pictures, or puts out scores.</exception>
    /// <exception cref="RunFolderException">The folder holds no run with a finished epoch.</exception>
    /// <exception cref="ModelFileException">The file is no model.</exception>
    public static SuspectNetwork Open(string path, Dataset dataset)
    {
        if (Directory.Exists(path))
        {
            RunFolder run = RunFolder.Open(path);
            FloatGraph graph = GraphExport.BestOf(run);
            int[] outputs = PictureEvaluation.MapLabels(path, () => LabelMapping.Of(graph.Labels, dataset.Labels), dataset);
            return new SuspectNetwork(path, () => new FloatFrameClassifier(graph, ResizeMethod.Area), graph.Labels, outputs, run.Recipe);
        }

        Model model = Classifiers.RequirePictures(path, ModelInput.Load(path).File.Model);
        return ProbabilityOutput.IsOf(model)
            ? new SuspectNetwork(
                path,
                () => new FrameClassifier(model),
                LabelMapping.OutputNames(model, dataset.Labels),
                PictureEvaluation.MapLabels(path, () => LabelMapping.Of(model, dataset.Labels), dataset),
                null)
            : throw CommandException.Input($"{path}: the network puts out scores, not probabilities, so it cannot say how sure it is; name the folder of a training run or a model that ends in a softmax");
    }
}
