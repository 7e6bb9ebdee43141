// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Models;

/// <summary>
/// Computes a <see cref="NetworkPlan"/> in real numbers with libtorch. Tensors are laid out channels last (NHWC in memory), which is also
/// twice as fast on a CPU.
/// </summary>
internal sealed class ConvolutionalNetwork : TrainableNetwork
{
    private readonly bool _classifierOnly;

    /// <summary>Binds the plan's layers to the state's variables.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="state">The values.</param>
    /// <param name="classifierOnly">Training leaves all other layers as they are, the statistics of their batch norms too.</param>
    public ConvolutionalNetwork(NetworkPlan plan, NetworkState state, bool classifierOnly = false)
        : base(plan, state, classifierOnly)
    {
        _classifierOnly = classifierOnly;
    }

    /// <summary>Called with every layer's index, input and convolved input, before the batch norm; for measuring.</summary>
    public Action<int, Tensor, Tensor>? Convolved { get; set; }

    /// <summary>int8 pixels [batch, height, width, channels] become real values in torch's order [batch, channels, height, width].</summary>
    public static Tensor ToInput(Tensor pixels, InputRange range)
    {
        Tensor values = pixels.to(ScalarType.Float32);
        values = range.ZeroPoint == 0 ? values : values.sub_(Number(range.ZeroPoint));
        return values.mul_(Number(range.Scale)).permute(0, 3, 1, 2);
    }

    /// <summary>Scores (logits) [batch, classes] of <paramref name="input"/> [batch, channels, height, width].</summary>
    /// <param name="input">From <see cref="ToInput"/>.</param>
    /// <param name="training">Batch norms use the batch's statistics and update the running ones; otherwise they use the running ones.</param>
    /// <param name="dropout">[batch, features] factors on the pooled features, or null for none.</param>
    public Tensor Forward(Tensor input, bool training, Tensor? dropout = null) => Classify(Features(input, training), dropout);

    /// <inheritdoc />
    public override (Tensor Scores, Tensor Features) Train(Tensor input, long step, Tensor? dropout)
    {
        Tensor features;
        using (set_grad_enabled(!_classifierOnly))
        {
            features = Features(input, training: !_classifierOnly);
        }

        return (Classify(features, dropout), features);
    }

    /// <summary>Pooled features [batch, features] of <paramref name="input"/>: all but the classifier.</summary>
    public Tensor Features(Tensor input, bool training)
    {
        var outputs = new Tensor[Plan.Layers.Count - 1];
        Tensor activation = input;
        for (int index = 0; index < outputs.Length; index++)
        {
            Layer layer = Plan.Layers[index];
            Tensor convolved = Convolve(layer, activation, TrainedByName[layer.Name + "/weights"]);
            Convolved?.Invoke(index, activation, convolved);
            activation = Functional.batch_norm(
                convolved,
                Statistics[layer.Name + "/mean"],
                Statistics[layer.Name + "/variance"],
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
        string classifier = Plan.Classifier.Name;
        return Functional.linear(features, TrainedByName[classifier + "/weights"].flatten(1), TrainedByName[classifier + "/bias"]);
    }
}
