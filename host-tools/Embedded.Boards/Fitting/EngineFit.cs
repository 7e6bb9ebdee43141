// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>One engine with a model on a board.</summary>
/// <param name="Engine">"csharp" or "native", as the board's console names it.</param>
/// <param name="Title">For people.</param>
/// <param name="Memory">What it needs where.</param>
/// <param name="Time">What a frame's time is made of, in the order of the computation.</param>
/// <param name="Milliseconds">A frame, preprocessing and camera not counted; always an estimate.</param>
public sealed record EngineFit(string Engine, string Title, IReadOnlyList<MemoryFigure> Memory, IReadOnlyList<TimeFigure> Time, double Milliseconds)
{
    /// <summary>The worst verdict of <see cref="Memory"/>.</summary>
    public FitVerdict Verdict => Memory.Max(figure => figure.Verdict);
}
