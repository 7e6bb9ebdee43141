// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An error code in words.</summary>
/// <param name="Kind">C for the camera, M for the model, B for the board.</param>
/// <param name="Code">The number behind it.</param>
/// <param name="Meaning">What is wrong; no sentence of its own.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ConsoleErrorMeaning(char Kind, int Code, string Meaning, string Remedy)
{
    /// <summary>The code as the board prints it, such as "C101".</summary>
    public string Name => FormattableString.Invariant($"{Kind}{Code}");

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {Meaning}; {Remedy}";
}
