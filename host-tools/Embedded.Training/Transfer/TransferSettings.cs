// SPDX-License-Identifier: MIT
namespace Embedded.Training.Transfer;

/// <summary>How a run starts from a trained network.</summary>
public sealed record TransferSettings
{
    /// <summary>The learning rate's share for layers that were trained before, where none is given.</summary>
    public const double DefaultBackboneRate = 0.3;

    /// <summary>The trained network. It is read once, at the start.</summary>
    public required NetworkSource Source { get; init; }

    /// <summary>Share of the learning rate that all layers but the classifier take, above 0 to 1.</summary>
    public double BackboneRate { get; init; } = DefaultBackboneRate;

    /// <summary>Only the classifier is trained; all other layers stay as they are, batch norm statistics included.</summary>
    public bool Freeze { get; init; }

    /// <summary>Checks the limits.</summary>
    /// <exception cref="RecipeException">A value lies outside of its limits.</exception>
    public void Validate() =>
        RecipeException.Require(BackboneRate is > 0 and <= 1, "the backbone's share of the learning rate", BackboneRate, "above 0, at most 1");
}
