// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training.Models;
using Embedded.Training.Transfer;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Distillation;

/// <summary>A trained network that sees the student's batches, made to its own size and input range, and says what it thinks of them.</summary>
public sealed class Teacher : IDisposable
{
    private const int PicturesAtOnce = 16;
    private static readonly float[] s_luma = [0.299f, 0.587f, 0.114f]; // ITU-R BT.601

    private readonly DistillationSettings _settings;
    private readonly GraphNetwork _network;
    private readonly InputRange _range;
    private readonly InputRange _studentRange;
    private readonly Tensor? _order; // the teacher's class for each of the student's; null if they have one order

    /// <summary>Prepares the teacher of a run.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="recipe">The student's, with <see cref="TrainingRecipe.Distillation"/>.</param>
    internal Teacher(TrainedNetwork network, TrainingRecipe recipe)
    {
        int[] order = Order(network, recipe.Labels);
        _settings = recipe.Distillation!;
        _network = new GraphNetwork(network.Graph);
        _range = InputRange.Of(network.Graph);
        _studentRange = recipe.Network.InputRange;
        bool isSame = order.Select((place, label) => place == label).All(same => same);
        _order = isSame ? null : tensor(Array.ConvertAll(order, place => (long)place)).DetachFromDisposeScope();
    }

    /// <summary>Checks that the network knows exactly these classes.</summary>
    /// <exception cref="RecipeException">It has others; the message says how a teacher is made.</exception>
    public static void Check(TrainedNetwork network, IReadOnlyList<string> labels) => Order(network, labels);

    /// <inheritdoc />
    public void Dispose()
    {
        _network.Dispose();
        _order?.Dispose();
    }

    /// <summary>Scores [batch, classes] in the student's order of classes, of the student's input [batch, channels, height, width].</summary>
    internal Tensor Scores(Tensor input)
    {
        using var frozen = no_grad();
        return cat(input.split(PicturesAtOnce).Select(ScoresOf).ToArray());
    }

    /// <summary>The loss of the student's <paramref name="scores"/>: <paramref name="hardLoss"/> from the labels, mixed with the teacher's.</summary>
    internal Tensor Loss(Tensor hardLoss, Tensor scores, Tensor teacherScores)
    {
        double temperature = _settings.Temperature;
        Tensor wanted = Functional.log_softmax(teacherScores / temperature, 1);
        Tensor given = Functional.log_softmax(scores / temperature, 1);
        Tensor divergence = (wanted.exp() * (wanted - given)).sum(1).mean();
        return (hardLoss * (1 - _settings.Weight)) + (divergence * (_settings.Weight * temperature * temperature));
    }

    private Tensor ScoresOf(Tensor input)
    {
        using var scope = NewDisposeScope(); // a large teacher's activations of a whole batch would take gigabytes
        Tensor scores = _network.Scores(Sized(Coloured(Ranged(input))));
        return (_order is null ? scores : scores.index_select(1, _order)).MoveToOuterDisposeScope();
    }

    private static int[] Order(TrainedNetwork network, IReadOnlyList<string> labels)
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

    /// <summary>Student: x = s (q - z); teacher: S (q - Z) = S/s x + S (z - Z).</summary>
    private Tensor Ranged(Tensor input) =>
        _range == _studentRange
            ? input
            : (input * (_range.Scale / _studentRange.Scale)) + (_range.Scale * (_studentRange.ZeroPoint - _range.ZeroPoint));

    private Tensor Coloured(Tensor input) => (input.shape[1], _network.Input.Channels) switch
    {
        (1, 3) => input.expand(-1, 3, -1, -1),
        (3, 1) => (input * tensor(s_luma, [1, 3, 1, 1])).sum(1, keepdim: true),
        _ => input,
    };

    private Tensor Sized(Tensor input)
    {
        TensorShape shape = _network.Input;
        return input.shape[2] == shape.Height && input.shape[3] == shape.Width
            ? input
            : Functional.interpolate(input, [shape.Height, shape.Width], mode: InterpolationMode.Bilinear, align_corners: false);
    }
}
