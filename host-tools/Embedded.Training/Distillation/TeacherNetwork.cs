// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Transfer;
using Embedded.Vision;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Distillation;

/// <summary>One trained network that teaches: takes pictures in any size and range, and answers in the student's order of classes.</summary>
internal sealed class TeacherNetwork : IDisposable
{
    private const int PicturesAtOnce = 16;
    private static readonly float[] s_luma = [0.299f, 0.587f, 0.114f]; // ITU-R BT.601

    private readonly GraphNetwork _network;
    private readonly Tensor? _order; // the network's class for each of the student's; null if they have one order
    private readonly bool _mirror;

    /// <summary>Copies the network's weights.</summary>
    /// <param name="network">Passed <see cref="Teacher.Check"/>.</param>
    /// <param name="labels">The student's classes.</param>
    /// <param name="mirror">Answers are the mean of those to the picture and to its mirror image.</param>
    public TeacherNetwork(TrainedNetwork network, IReadOnlyList<string> labels, bool mirror)
    {
        int[] order = Teacher.Order(network, labels);
        _network = new GraphNetwork(network.Graph);
        _mirror = mirror;
        Range = InputRange.Of(network.Graph);
        InputSpec = network.Graph.InputSpec;
        bool isSame = order.Select((place, label) => place == label).All(same => same);
        _order = isSame ? null : tensor(Array.ConvertAll(order, place => (long)place)).DetachFromDisposeScope();
    }

    /// <summary>How a frame becomes the network's own input.</summary>
    public InputSpec InputSpec { get; }

    /// <summary>What its input means.</summary>
    public InputRange Range { get; }

    /// <summary>Scores [batch, classes] and pooled features [batch, features] of <paramref name="input"/> [batch, channels, height, width].</summary>
    /// <param name="input">Real values in the range <paramref name="range"/>.</param>
    /// <param name="range">What the input means.</param>
    public (Tensor Scores, Tensor Features) Answer(Tensor input, InputRange range)
    {
        using var frozen = no_grad();
        var parts = input.split(PicturesAtOnce).Select(part => AnswerTo(part, range)).ToArray();
        return (cat(Array.ConvertAll(parts, part => part.Scores)), cat(Array.ConvertAll(parts, part => part.Features)));
    }

    /// <summary>The same of pictures that were prepared for <see cref="InputSpec"/>, mixed if <paramref name="mix"/> is given.</summary>
    public (Tensor Scores, Tensor Features) Answer(Batch batch, PictureMix? mix = null)
    {
        using var frozen = no_grad();
        Tensor pixels = tensor(batch.Pixels, [batch.Labels.Length, InputSpec.Height, InputSpec.Width, InputSpec.Channels]);
        Tensor input = ConvolutionalNetwork.ToInput(pixels, Range);
        return Answer(mix is null ? input : mix.Pictures(input).Mixed, Range);
    }

    public void Dispose()
    {
        _network.Dispose();
        _order?.Dispose();
    }

    private (Tensor Scores, Tensor Features) AnswerTo(Tensor input, InputRange range)
    {
        using var scope = NewDisposeScope(); // a large teacher's activations of a whole batch would take gigabytes
        Tensor own = Sized(Coloured(Ranged(input, range)));
        (Tensor scores, Tensor features) = _network.Run(own);
        if (_mirror)
        {
            (Tensor mirrored, Tensor mirroredFeatures) = _network.Run(own.flip(3));
            scores = (scores + mirrored) / Number(2);
            features = (features + mirroredFeatures) / Number(2);
        }

        return ((_order is null ? scores : scores.index_select(1, _order)).MoveToOuterDisposeScope(), features.MoveToOuterDisposeScope());
    }

    /// <summary>Student: x = s (q - z); teacher: S (q - Z) = S/s x + S (z - Z).</summary>
    private Tensor Ranged(Tensor input, InputRange range) =>
        Range == range
            ? input
            : (input * Number(Range.Scale / range.Scale)) + Number(Range.Scale * (range.ZeroPoint - Range.ZeroPoint));

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
