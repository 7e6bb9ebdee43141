// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Cli.Plots;

/// <summary>One place of a contact sheet.</summary>
/// <param name="Pictures">Give pictures, shown side by side, when they are drawn; as many in every cell of a sheet.</param>
/// <param name="Lines">Text below them, shortened in the middle where it is too long. The second line stands out.</param>
internal sealed record ContactCell(IReadOnlyList<Func<Picture>> Pictures, IReadOnlyList<string> Lines)
{
    /// <summary>Shows files.</summary>
    public static ContactCell OfFiles(IEnumerable<string> files, IReadOnlyList<string> lines) =>
        new([.. files.Select(file => new Func<Picture>(() => PictureFile.Load(file)))], lines);
}
