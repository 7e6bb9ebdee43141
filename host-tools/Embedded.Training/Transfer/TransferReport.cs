// SPDX-License-Identifier: MIT
namespace Embedded.Training.Transfer;

/// <summary>What a new network takes over from a trained one.</summary>
/// <param name="Layers">Layers with weights, the classifier not counted.</param>
/// <param name="Channels">Output channels of these layers that are taken over.</param>
/// <param name="SourceChannels">Output channels that they have in the trained network.</param>
/// <param name="HasClassifier">True if the classes are the same and the classifier is taken over too.</param>
public sealed record TransferReport(int Layers, int Channels, int SourceChannels, bool HasClassifier);
