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

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message is one sentence.</exception>
    internal void Validate()
    {
        Require(TrainPerClass >= 1, $"{TrainPerClass} training pictures a class are too few; draw at least 1.");
        Require(ValidationPerClass >= 1, $"{ValidationPerClass} validation pictures a class are too few; draw at least 1.");
        Require(Size is >= 16 and <= 1024, $"Pictures of {Size} pixels cannot be drawn; the size must be 16 to 1024.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(null, message);
        }
    }
}
