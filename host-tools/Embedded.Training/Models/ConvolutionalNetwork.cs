// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Models;

/// <summary>
/// Computes a <see cref="NetworkPlan"/> with libtorch. Its variables are views into a <see cref="NetworkState"/>, so changing the
/// state changes the network. Tensors are laid out channels last (NHWC in memory), which is also twice as fast on a CPU.
/// </summary>
internal sealed class ConvolutionalNetwork : IDisposable
{
    private const double StatisticsMomentum = 0.1;

    private readonly NetworkPlan _plan;
    private readonly Dictionary<string, Tensor> _statistics;
    private readonly int _classifierVariables;
    private readonly int _backboneCount;

    /// <summary>Binds the plan's layers to the state's variables.</summary>
    public ConvolutionalNetwork(NetworkPlan plan, NetworkState state)
    {
        _plan = plan;
        _backboneCount = state.Layout.BackboneCount;
        _classifierVariables = state.Layout.Trained.Count(variable => variable.Offset >= _backboneCount);
        Trained = Array.ConvertAll(state.Layout.Trained, variable => View(state.Trained, variable).requires_grad_());
        TrainedByName = state.Layout.Trained.Zip(Trained).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        _statistics = state.Layout.Statistics.ToDictionary(variable => variable.Name, variable => View(state.Statistics, variable));
    }

    /// <summary>The variables that take gradients, in the order of the layout.</summary>
    public Tensor[] Trained { get; }

    private Dictionary<string, Tensor> TrainedByName { get; }

    /// <summary>Called with every layer's index, input and convolved input, before the batch norm; for measuring.</summary>
    public Action<int, Tensor, Tensor>? Convolved { get; set; }

    /// <summary>int8 pixels [batch, height, width, channels] become real values in torch's order [batch, channels, height, width].</summary>
    public static Tensor ToInput(Tensor pixels, InputRange range)
    {
        Tensor values = pixels.to(ScalarType.Float32);
        values = range.ZeroPoint == 0 ? values : values.sub_(range.ZeroPoint);
        return values.mul_((double)range.Scale).permute(0, 3, 1, 2);
    }

    /// <summary>Scores (logits) [batch, classes] of <paramref name="input"/> [batch, channels, height, width].</summary>
    /// <param name="input">From <see cref="ToInput"/>.</param>
    /// <param name="training">Batch norms use the batch's statistics and update the running ones; otherwise they use the running ones.</param>
    /// <param name="dropout">[batch, features] factors on the pooled features, or null for none.</param>
    public Tensor Forward(Tensor input, bool training, Tensor? dropout = null) => Classify(Features(input, training), dropout);

    /// <summary>Pooled features [batch, features] of <paramref name="input"/>: all but the classifier.</summary>
    public Tensor Features(Tensor input, bool training)
    {
        var outputs = new Tensor[_plan.Layers.Count - 1];
        Tensor activation = input;
        for (int index = 0; index < outputs.Length; index++)
        {
            Layer layer = _plan.Layers[index];
            Tensor convolved = Convolve(layer, activation);
            Convolved?.Invoke(index, activation, convolved);
            activation = Functional.batch_norm(
                convolved,
                _statistics[layer.Name + "/mean"],
                _statistics[layer.Name + "/variance"],
                TrainedByName[layer.Name + "/gamma"],
                TrainedByName[layer.Name + "/beta"],
                training,
                StatisticsMomentum,
                NetworkPlan.BatchNormEpsilon);
            activation = layer.Activation == Activation.Relu6 ? Functional.relu6(activation, inplace: true) : activation;
            activation = layer.Residual is int source ? activation.add(outputs[source]) : activation;
            outputs[index] = activation;
        }

        return activation.mean([2, 3]);
    }

    /// <summary>Scores [batch, classes] of pooled features.</summary>
    public Tensor Classify(Tensor features, Tensor? dropout = null)
    {
        features = dropout is null ? features : features.mul(dropout);
        string classifier = _plan.Classifier.Name;
        return Functional.linear(features, TrainedByName[classifier + "/weights"].flatten(1), TrainedByName[classifier + "/bias"]);
    }

    /// <summary>Gradients of <paramref name="loss"/> as one flat vector in the layout's order.</summary>
    /// <param name="loss">Of this network's scores.</param>
    /// <param name="classifierOnly">All others are zero and not computed.</param>
    public Tensor Gradients(Tensor loss, bool classifierOnly = false)
    {
        Tensor[] variables = classifierOnly ? Trained[^_classifierVariables..] : Trained;
        Tensor[] gradients = autograd.grad([loss], variables).Select(Flatten).ToArray();
        return classifierOnly ? cat([zeros(_backboneCount), .. gradients]) : cat(gradients);
    }

    public void Dispose()
    {
        foreach (Tensor view in Trained.Concat(_statistics.Values))
        {
            view.Dispose();
        }
    }

    private Tensor Convolve(Layer layer, Tensor input)
    {
        Window window = layer.Window;
        long[] padding = [window.PadTop, window.PadLeft];
        if (window.PadTop != window.PadBottom || window.PadLeft != window.PadRight)
        {
            input = Functional.pad(input, (window.PadLeft, window.PadRight, window.PadTop, window.PadBottom));
            padding = [0, 0];
        }

        long groups = layer.Kind == LayerKind.Depthwise ? layer.Input.Channels : 1;
        return Functional.conv2d(input, TrainedByName[layer.Name + "/weights"], null, [window.StrideY, window.StrideX], padding, [1, 1], groups);
    }

    /// <summary>Filters are stored [outC, filterH, filterW, inC]; torch sees the same memory as [outC, inC, filterH, filterW].</summary>
    private static Tensor View(Tensor flat, Variable variable)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor view = flat.narrow(0, variable.Offset, variable.Count).view(Array.ConvertAll(variable.Shape, side => (long)side));
        view = variable.Shape.Length == 4 ? view.permute(0, 3, 1, 2) : view;
        return view.detach().DetachFromDisposeScope();
    }

    private static Tensor Flatten(Tensor gradient) =>
        gradient.dim() == 4 ? gradient.permute(0, 2, 3, 1).reshape(-1) : gradient.reshape(-1);
}
