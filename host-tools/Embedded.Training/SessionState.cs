// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using Embedded.Training.Native;
using Embedded.Training.Runs;
using static TorchSharp.torch;

namespace Embedded.Training;

/// <summary>
/// Writes a session's state to a checkpoint and back: the network, its moving average, the optimizer's memory, and the standing.
/// Randomness needs no state, since it derives from the seed and the epoch.
/// </summary>
internal static class SessionState
{
    private const string Current = "current/";
    private const string Average = "average/";
    private const string Memory = "optimizer/";

    public static Checkpoint Save(TrainingStep step, RunStanding standing)
    {
        Checkpoint checkpoint = Start(standing);
        Add(checkpoint, Current, step.Current);
        Add(checkpoint, Average, step.Average);
        foreach ((string name, Tensor memory) in step.Optimizer.Memory)
        {
            float[] values = memory.ToHost<float>();
            checkpoint.Add(Memory + name, [values.Length], values);
        }

        return checkpoint;
    }

    /// <summary>Only the averaged network, for best.ckpt.</summary>
    public static Checkpoint SaveAverage(TrainingStep step, RunStanding standing)
    {
        Checkpoint checkpoint = Start(standing);
        Add(checkpoint, Average, step.Average);
        return checkpoint;
    }

    /// <exception cref="CheckpointFormatException">The checkpoint is of another network or optimizer.</exception>
    public static void Restore(Checkpoint checkpoint, TrainingStep step, RunStanding standing)
    {
        standing.Epochs = (int)checkpoint.Number("epochs");
        standing.BestEpoch = (int)checkpoint.Number("bestEpoch");
        standing.BestAccuracy = checkpoint.Number("bestAccuracy");
        standing.BestLoss = checkpoint.Number("bestLoss");
        using var frozen = no_grad();
        Copy(checkpoint, Current, step.Current);
        Copy(checkpoint, Average, step.Average);
        foreach ((string name, Tensor memory) in step.Optimizer.Memory)
        {
            using Tensor values = tensor(checkpoint.Array(Memory + name, (int)memory.numel()));
            memory.copy_(values);
        }
    }

    /// <summary>The averaged network's values by name, such as "block3/depthwise/weights" and ".../mean".</summary>
    /// <exception cref="CheckpointFormatException">The checkpoint is of another network.</exception>
    public static (float[] Trained, float[] Statistics) AverageOf(Checkpoint checkpoint, VariableLayout layout) =>
        (Flat(checkpoint, Average, layout.Trained), Flat(checkpoint, Average, layout.Statistics));

    private static Checkpoint Start(RunStanding standing)
    {
        var checkpoint = new Checkpoint();
        checkpoint.Add("epochs", standing.Epochs);
        checkpoint.Add("bestEpoch", standing.BestEpoch);
        checkpoint.Add("bestAccuracy", standing.BestAccuracy);
        checkpoint.Add("bestLoss", standing.BestLoss);
        return checkpoint;
    }

    private static void Add(Checkpoint checkpoint, string prefix, NetworkState state)
    {
        Add(checkpoint, prefix, state.Layout.Trained, state.Trained.ToHost<float>());
        Add(checkpoint, prefix, state.Layout.Statistics, state.Statistics.ToHost<float>());
    }

    private static void Add(Checkpoint checkpoint, string prefix, Variable[] variables, float[] flat)
    {
        foreach (Variable variable in variables)
        {
            checkpoint.Add(prefix + variable.Name, variable.Shape, flat.AsSpan(variable.Offset, variable.Count).ToArray());
        }
    }

    private static void Copy(Checkpoint checkpoint, string prefix, NetworkState state)
    {
        using Tensor trained = tensor(Flat(checkpoint, prefix, state.Layout.Trained));
        using Tensor statistics = tensor(Flat(checkpoint, prefix, state.Layout.Statistics));
        state.Trained.copy_(trained);
        state.Statistics.copy_(statistics);
    }

    private static float[] Flat(Checkpoint checkpoint, string prefix, Variable[] variables)
    {
        var flat = new float[variables[^1].Offset + variables[^1].Count];
        foreach (Variable variable in variables)
        {
            checkpoint.Array(prefix + variable.Name, variable.Count).CopyTo(flat, variable.Offset);
        }

        return flat;
    }
}
