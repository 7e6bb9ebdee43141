// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>Training speed in pictures a second.</summary>
/// <param name="RandomTensors">On random tensors that lie in memory: libtorch alone.</param>
/// <param name="AugmentedPictures">On pictures that are varied and preprocessed meanwhile.</param>
public sealed record ThroughputReport(double RandomTensors, double AugmentedPictures)
{
    /// <summary>What the input pipeline leaves of the speed, 0 to 1.</summary>
    public double Share => AugmentedPictures / RandomTensors;
}
