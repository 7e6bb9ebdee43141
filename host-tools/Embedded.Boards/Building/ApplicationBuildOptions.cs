// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What an application is built of.</summary>
public sealed record ApplicationBuildOptions
{
    /// <summary>The .nfproj file of the application.</summary>
    public required string Project { get; init; }

    /// <summary>A folder with the assemblies of the packages, .dll and .pe side by side, in it or in folders below it.</summary>
    public required string Libraries { get; init; }

    /// <summary>nanoFramework's metadata processor: a .NET program (.dll), its MSBuild task (.dll), or an .exe.</summary>
    public required string Processor { get; init; }

    /// <summary>The folder to write to.</summary>
    public required string Output { get; init; }

    /// <summary>The board whose wiring takes the place of a source file BoardPins.cs; null to compile that file as it is.</summary>
    public BoardDescriptor? Board { get; init; }

    /// <summary>What the board has for applications.</summary>
    public required int RoomBytes { get; init; }
}
