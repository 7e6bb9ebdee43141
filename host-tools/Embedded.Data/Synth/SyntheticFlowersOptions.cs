// SPDX-License-Identifier: MIT
namespace Embedded.Data.Synth;

/// <summary>What <see cref="SyntheticFlowers.Write"/> draws.</summary>
public sealed record SyntheticFlowersOptions
{
    /// <summary>Pictures a class in train/, at least 1.</summary>
    public int TrainPerClass { get; init; } = 300;

    /// <summary>Pictures a class in val/, at least 1.</summary>
    public int ValidationPerClass { get; init; } = 60;

    /// <summary>Width and height in pixels, 16 to 1024.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Another seed draws other pictures.</summary>
    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(TrainPerClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationPerClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size, 1024);
    }
}
