// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.Optimization;

/// <summary>Changes a network's flat vector of trained variables; all its memory between steps is in <see cref="Memory"/>.</summary>
internal abstract class Optimizer : IDisposable
{
    protected Optimizer(NetworkState state, OptimizerSettings settings, double backboneRate, params string[] memory)
    {
        Rates = backboneRate == 1 ? null : cat([full(state.Layout.BackboneCount, Number(backboneRate)), ones(state.Layout.TrainedCount - state.Layout.BackboneCount)]).DetachFromDisposeScope();
        Settings = settings;
        Memory = memory.ToDictionary(name => name, _ => zeros(state.Layout.TrainedCount));
        var decays = new float[state.Layout.TrainedCount];
        foreach (Variable variable in state.Layout.Trained.Where(variable => variable.Decays))
        {
            decays.AsSpan(variable.Offset, variable.Count).Fill(1);
        }

        Decays = tensor(decays);
    }

    /// <summary>Named vectors as long as the trained variables: momentum and the like.</summary>
    public IReadOnlyDictionary<string, Tensor> Memory { get; }

    protected OptimizerSettings Settings { get; }

    /// <summary>1 where weight decay applies, else 0.</summary>
    protected Tensor Decays { get; }

    /// <summary>Share of the learning rate that each variable takes; null if all take the whole.</summary>
    protected Tensor? Rates { get; }

    /// <param name="state">The network that will be trained.</param>
    /// <param name="settings">Which optimizer, and its constants.</param>
    /// <param name="backboneRate">Share of the learning rate for all layers but the classifier.</param>
    public static Optimizer Create(NetworkState state, OptimizerSettings settings, double backboneRate = 1) =>
        settings.Kind == OptimizerKind.Sgd ? new Sgd(state, settings, backboneRate) : new AdamW(state, settings, backboneRate);

    /// <summary>One step on <paramref name="trained"/> in place.</summary>
    /// <param name="trained">The flat variables.</param>
    /// <param name="gradients">As long; may be changed.</param>
    /// <param name="learningRate">From the schedule.</param>
    /// <param name="step">Steps taken before this one.</param>
    public abstract void Step(Tensor trained, Tensor gradients, double learningRate, long step);

    public void Dispose()
    {
        Decays.Dispose();
        Rates?.Dispose();
        foreach (Tensor memory in Memory.Values)
        {
            memory.Dispose();
        }
    }
}
