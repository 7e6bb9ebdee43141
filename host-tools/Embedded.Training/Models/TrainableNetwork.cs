// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Models;

/// <summary>
/// A network over the flat vectors of a <see cref="NetworkState"/>. Its variables are views into the state, so changing the state changes the
/// network.
/// </summary>
internal abstract class TrainableNetwork : IDisposable
{
    /// <summary>Share of a batch in the running statistics.</summary>
    protected const double StatisticsMomentum = 0.1;

    private readonly int _backboneCount;
    private readonly int _frozen; // variables, from the first one on

    /// <summary>Binds the plan's layers to the state's variables.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="state">The values.</param>
    /// <param name="classifierOnly">The gradients of all other variables are zero and not computed.</param>
    protected TrainableNetwork(NetworkPlan plan, NetworkState state, bool classifierOnly = false)
    {
        Plan = plan;
        VariableLayout layout = state.Layout;
        _backboneCount = classifierOnly ? layout.BackboneCount : 0;
        _frozen = layout.Trained.Count(variable => variable.Offset < _backboneCount);
        Trained = Array.ConvertAll(layout.Trained, variable => View(state.Trained, variable).requires_grad_());
        TrainedByName = layout.Trained.Zip(Trained).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        Statistics = layout.Statistics.ToDictionary(variable => variable.Name, variable => View(state.Statistics, variable));
    }

    /// <summary>The variables that take gradients, in the order of the layout.</summary>
    public Tensor[] Trained { get; }

    /// <summary>The layers.</summary>
    protected NetworkPlan Plan { get; }

    /// <summary>The variables by the layout's names.</summary>
    protected IReadOnlyDictionary<string, Tensor> TrainedByName { get; }

    /// <summary>What is measured instead of trained, by the layout's names.</summary>
    protected IReadOnlyDictionary<string, Tensor> Statistics { get; }

    /// <summary>Scores (logits) [batch, classes] of <paramref name="input"/> and its pooled features [batch, features], for training: statistics follow the batch while they are not frozen.</summary>
    /// <param name="input">Real values [batch, channels, height, width].</param>
    /// <param name="step">Steps before this one in the whole run.</param>
    /// <param name="dropout">[batch, features] factors on the pooled features, or null for none.</param>
    public abstract (Tensor Scores, Tensor Features) Train(Tensor input, long step, Tensor? dropout);

    /// <summary>Gradients of <paramref name="loss"/>, made of this network's scores, as one flat vector in the layout's order.</summary>
    public Tensor Gradients(Tensor loss)
    {
        Tensor[] gradients = autograd.grad([loss], Trained[_frozen..]).Select(Flatten).ToArray();
        return _frozen > 0 ? cat([zeros(_backboneCount), .. gradients]) : cat(gradients);
    }

    public void Dispose()
    {
        foreach (Tensor view in Trained.Concat(Statistics.Values))
        {
            view.Dispose();
        }
    }

    /// <summary>The layer's convolution without bias: <paramref name="weights"/> [outC, inC, filterH, filterW], padded as the device does.</summary>
    protected static Tensor Convolve(Layer layer, Tensor input, Tensor weights)
    {
        Window window = layer.Window;
        long[] padding = [window.PadTop, window.PadLeft];
        if (window.PadTop != window.PadBottom || window.PadLeft != window.PadRight)
        {
            input = Functional.pad(input, (window.PadLeft, window.PadRight, window.PadTop, window.PadBottom));
            padding = [0, 0];
        }

        long groups = layer.Kind == LayerKind.Depthwise ? layer.Input.Channels : 1;
        return Functional.conv2d(input, weights, null, [window.StrideY, window.StrideX], padding, [1, 1], groups);
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
