// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Monitoring;

/// <summary>How a board is watched.</summary>
internal sealed record MonitorSettings
{
    /// <summary>Lines are printed as they come.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Where lines of JSON go, null for nowhere.</summary>
    public string? LogPath { get; init; }

    /// <summary>A page is served.</summary>
    public bool HasPage { get; init; }

    /// <summary>Where, null for a free port.</summary>
    public int? PagePort { get; init; }

    /// <summary>The page is opened in a browser, if a person watches.</summary>
    public bool OpensPage { get; init; }

    /// <summary>Predictions after which it ends, null for never.</summary>
    public int? Count { get; init; }
}
