// SPDX-License-Identifier: MIT
namespace Embedded.Training.Runs;

/// <summary>Named numbers and named arrays, in a fixed order: the state of a training run. No times, so equal runs give equal bytes.</summary>
internal sealed class Checkpoint
{
    private readonly Dictionary<string, double> _numbers = [];
    private readonly Dictionary<string, CheckpointArray> _arrays = [];

    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    public IReadOnlyDictionary<string, CheckpointArray> Arrays => _arrays;

    public void Add(string name, double number) => _numbers.Add(name, number);

    public void Add(string name, int[] shape, float[] values) => _arrays.Add(name, new CheckpointArray(shape, values));

    /// <exception cref="CheckpointFormatException">There is no such number.</exception>
    public double Number(string name) =>
        _numbers.TryGetValue(name, out double number) ? number : throw new CheckpointFormatException($"it has no number \"{name}\"");

    /// <exception cref="CheckpointFormatException">There is no such array, or its length is another one.</exception>
    public float[] Array(string name, int count)
    {
        if (!_arrays.TryGetValue(name, out CheckpointArray? array))
        {
            throw new CheckpointFormatException($"it has no array \"{name}\"");
        }

        return array.Values.Length == count
            ? array.Values
            : throw new CheckpointFormatException($"its array \"{name}\" has {array.Values.Length} values where the network has {count}");
    }
}
