// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;

namespace Embedded.House.Tests.NanoSubset;

/// <summary>One thing that firmware source must not do.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Why">What happens on the device otherwise.</param>
/// <param name="Breaks">True for a node that does it.</param>
internal sealed record NanoRule(string Name, string Why, Func<SyntaxNode, SemanticModel, bool> Breaks);
