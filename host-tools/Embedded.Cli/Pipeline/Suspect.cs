// SPDX-License-Identifier: MIT
using System.Text.Json.Serialization;

namespace Embedded.Cli.Pipeline;

/// <summary>A picture of which a network says another class than its folder.</summary>
/// <param name="Path">Relative to the folder that was checked.</param>
/// <param name="FullPath">What to open.</param>
/// <param name="Label">The folder's class.</param>
/// <param name="Predicted">What the network says.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Loss">Cross-entropy of the folder's class in nats.</param>
/// <param name="HeldOut">The network has not learned the picture; null if that is not known.</param>
internal sealed record Suspect(string Path, [property: JsonIgnore] string FullPath, string Label, string Predicted, double Confidence, double Loss, bool? HeldOut);
