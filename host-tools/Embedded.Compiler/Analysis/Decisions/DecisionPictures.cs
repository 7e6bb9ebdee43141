// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>The pictures that decision settings are chosen from.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Picture">Gives one of them; called from several threads at once.</param>
/// <param name="Label">Gives its true class, an output of the network, or -1 if it shows none of the classes.</param>
public sealed record DecisionPictures(int Count, Func<int, Picture> Picture, Func<int, int> Label);
