// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An assembly of a package in its two forms.</summary>
/// <param name="Name">Name of the assembly.</param>
/// <param name="Assembly">The .dll or .exe file, for the compiler.</param>
/// <param name="PeFile">The .pe file, for the board.</param>
internal sealed record NanoLibrary(string Name, string Assembly, string PeFile);
