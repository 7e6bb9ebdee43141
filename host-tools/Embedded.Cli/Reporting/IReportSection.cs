// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Reporting;

/// <summary>One section of the page.</summary>
internal interface IReportSection
{
    /// <summary>Its anchor.</summary>
    string Id { get; }

    /// <summary>Its heading.</summary>
    string Title { get; }

    /// <summary>Why it cannot be made, and which option makes it: one sentence; null if it can be made.</summary>
    string? Missing(ReportFacts facts);

    /// <summary>What stands below the heading. Only called where nothing is missing.</summary>
    void Write(HtmlWriter html, ReportFacts facts);
}
