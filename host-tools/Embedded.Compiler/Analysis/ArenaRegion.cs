// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Analysis;

/// <summary>Bytes of the arena that are in use during some operators.</summary>
/// <param name="Kind">What the bytes hold.</param>
/// <param name="Offset">Index of the first byte.</param>
/// <param name="Bytes">How many.</param>
/// <param name="FirstOperator">The operator that writes them; 0 for the network's input, which is there before.</param>
/// <param name="LastOperator">The last operator that reads them; the last of all for the network's output.</param>
public sealed record ArenaRegion(ArenaRegionKind Kind, int Offset, int Bytes, int FirstOperator, int LastOperator)
{
    /// <summary>True if the bytes are in use while <paramref name="operatorIndex"/> runs.</summary>
    public bool IsLiveAt(int operatorIndex) => FirstOperator <= operatorIndex && operatorIndex <= LastOperator;
}
