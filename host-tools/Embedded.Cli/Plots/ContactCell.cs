// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Plots;

/// <summary>One place of a contact sheet.</summary>
/// <param name="Pictures">Files, shown side by side; as many in every cell of a sheet.</param>
/// <param name="Lines">Text below them, shortened in the middle where it is too long. The second line stands out.</param>
internal sealed record ContactCell(IReadOnlyList<string> Pictures, IReadOnlyList<string> Lines);
