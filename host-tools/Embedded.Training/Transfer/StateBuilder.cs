// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using Embedded.Training.Native;

namespace Embedded.Training.Transfer;

/// <summary>Fills a new network's values by name; what is not set stays as a new network has it.</summary>
internal sealed class StateBuilder
{
    private readonly VariableLayout _layout;
    private readonly float[] _trained;
    private readonly float[] _statistics;

    public StateBuilder(VariableLayout layout, long seed)
    {
        _layout = layout;
        using NetworkState fresh = NetworkState.Initialize(layout, seed);
        _trained = fresh.Trained.ToHost<float>();
        _statistics = fresh.Statistics.ToHost<float>();
    }

    public NetworkState Build() => NetworkState.From(_layout, _trained, _statistics);

    public void SetTrained(string name, ReadOnlySpan<float> values) => Set(_layout.Trained, _trained, name, values);

    public void SetStatistics(string name, ReadOnlySpan<float> values) => Set(_layout.Statistics, _statistics, name, values);

    /// <summary>The same value at every place.</summary>
    public void SetStatistics(string name, float value)
    {
        Variable variable = Array.Find(_layout.Statistics, variable => variable.Name == name)!;
        _statistics.AsSpan(variable.Offset, variable.Count).Fill(value);
    }

    private static void Set(Variable[] variables, float[] flat, string name, ReadOnlySpan<float> values)
    {
        Variable variable = Array.Find(variables, variable => variable.Name == name)!;
        if (values.Length != variable.Count)
        {
            throw new ArgumentException($"{name} has {variable.Count} values, not {values.Length}");
        }

        values.CopyTo(flat.AsSpan(variable.Offset));
    }
}
