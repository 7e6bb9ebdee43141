// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>Where a number comes from.</summary>
public enum FigureBasis
{
    /// <summary>Read or computed from the model and the board's description.</summary>
    Exact,

    /// <summary>Measured, though not necessarily on this chip; the figure says on what.</summary>
    Measured,

    /// <summary>Computed with assumptions, which the figure names.</summary>
    Estimated,
}
