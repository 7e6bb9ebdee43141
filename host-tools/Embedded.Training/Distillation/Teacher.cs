// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Transfer;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>Trained networks that see the student's own batches during the training, and say together what they think of them.</summary>
public sealed class Teacher : ITeacher
{
    private readonly TeacherNetwork[] _networks;
    private readonly InputRange _range;
    private readonly double _temperature;

    /// <summary>Prepares the teacher of a run.</summary>
    /// <param name="networks">The trained networks.</param>
    /// <param name="recipe">The student's, with <see cref="TrainingRecipe.Distillation"/>.</param>
    internal Teacher(IReadOnlyList<TrainedNetwork> networks, TrainingRecipe recipe)
    {
        _range = recipe.Network.InputRange;
        _temperature = recipe.Distillation!.Temperature;
        _networks = [.. networks.Select(network => new TeacherNetwork(network, recipe.Labels, recipe.Distillation.Mirror))];
    }

    /// <summary>Checks that the network knows exactly these classes.</summary>
    /// <exception cref="RecipeException">It has others; the message says how a teacher is made.</exception>
    public static void Check(TrainedNetwork network, IReadOnlyList<string> labels) => Order(network, labels);

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_networks, network => network.Dispose());

    /// <inheritdoc />
    (Tensor Probabilities, Tensor Features) ITeacher.Answer(DataView view, int batch, Tensor input)
    {
        (Tensor scores, Tensor features) = Answer(input);
        return ((scores / Number(_temperature)).softmax(1), features);
    }

    /// <summary>Scores [batch, classes] in the student's order of classes, and features, of the student's input [batch, channels, height, width].</summary>
    internal (Tensor Scores, Tensor Features) Answer(Tensor input)
    {
        (Tensor Scores, Tensor Features)[] answers = Array.ConvertAll(_networks, network => network.Answer(input, _range));
        return (stack(answers.Select(answer => answer.Scores)).mean([0]), cat([.. answers.Select(answer => answer.Features)], 1));
    }

    /// <summary>The network's class for each of <paramref name="labels"/>.</summary>
    /// <exception cref="RecipeException">It has others.</exception>
    internal static int[] Order(TrainedNetwork network, IReadOnlyList<string> labels)
    {
        string[] known = network.Graph.Labels;
        int classes = network.Graph.Tensors[network.Graph.Output].Count;
        int[] order = known.Length == 0 ? [.. Enumerable.Range(0, classes)] : [.. labels.Select(label => Array.IndexOf(known, label))];
        return classes == labels.Count && order.All(place => place >= 0)
            ? order
            : throw new RecipeException(
                $"{network.Source.Path} has {classes} classes, which are not the {labels.Count} of the pictures{Difference(known, labels)}: only a network that was trained on these classes can teach them; make one with embedded train DATA --init {network.Source.Path} --out teacher, then give --teacher teacher.");
    }

    /// <summary>The first class that only one of the two knows, for networks that know names.</summary>
    private static string Difference(string[] known, IReadOnlyList<string> labels)
    {
        string? missing = labels.FirstOrDefault(label => !known.Contains(label));
        string? extra = known.FirstOrDefault(label => !labels.Contains(label));
        return known.Length == 0 ? ""
            : (missing == null ? "" : $", it does not know \"{missing}\"") + (extra == null ? "" : $", it knows \"{extra}\"");
    }
}
