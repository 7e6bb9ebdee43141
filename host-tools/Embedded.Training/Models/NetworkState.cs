// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Models;

/// <summary>The numbers of one network: all trained variables in one flat tensor, all batch norm statistics in another.</summary>
internal sealed class NetworkState : IDisposable
{
    private NetworkState(VariableLayout layout, Tensor trained, Tensor statistics)
    {
        Layout = layout;
        Trained = trained.DetachFromDisposeScope();
        Statistics = statistics.DetachFromDisposeScope();
    }

    public VariableLayout Layout { get; }

    /// <summary>[<see cref="VariableLayout.TrainedCount"/>]</summary>
    public Tensor Trained { get; }

    /// <summary>[<see cref="VariableLayout.StatisticsCount"/>]</summary>
    public Tensor Statistics { get; }

    /// <summary>He initialization (He et al. 2015) of the filters, a small normal one of the classifier; batch norms pass through.</summary>
    public static NetworkState Initialize(VariableLayout layout, long seed)
    {
        var trained = new float[layout.TrainedCount];
        for (int index = 0; index < layout.Trained.Length; index++)
        {
            Variable variable = layout.Trained[index];
            Span<float> values = trained.AsSpan(variable.Offset, variable.Count);
            if (variable.Name.EndsWith("/gamma", StringComparison.Ordinal))
            {
                values.Fill(1);
            }
            else if (variable.Shape.Length == 4)
            {
                bool classifier = variable.Name.StartsWith("classifier/", StringComparison.Ordinal);
                double deviation = classifier ? 0.01 : Math.Sqrt(2.0 * variable.Shape[0] / variable.Count);
                var random = new SeededRandom(seed, RandomPurpose.Initialization, index);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)(deviation * random.Normal());
                }
            }
        }

        var statistics = new float[layout.StatisticsCount];
        foreach (Variable variable in layout.Statistics.Where(v => v.Name.EndsWith("/variance", StringComparison.Ordinal)))
        {
            statistics.AsSpan(variable.Offset, variable.Count).Fill(1);
        }

        return From(layout, trained, statistics);
    }

    /// <summary>A state with the given values, which are copied.</summary>
    public static NetworkState From(VariableLayout layout, float[] trained, float[] statistics)
    {
        return new NetworkState(layout, tensor(trained), tensor(statistics));
    }

    public NetworkState Clone() => new(Layout, Trained.clone(), Statistics.clone());

    public void Dispose()
    {
        Trained.Dispose();
        Statistics.Dispose();
    }
}
