// SPDX-License-Identifier: MIT
using Embedded.Training.Transfer;

namespace Embedded.Cli.Rendering;

/// <summary>What training starts from, in one line.</summary>
internal static class TransferText
{
    public static string Of(TransferReport report, string source)
    {
        string channels = report.Channels == report.SourceChannels
            ? $"all {Numbers.Count(report.Channels)} channels"
            : $"{Numbers.Count(report.Channels)} of {Numbers.Count(report.SourceChannels)} channels, chosen by what they change";
        return $"starting from {source}: {Numbers.Count(report.Layers, "layer")}, {channels}; the classifier is {(report.HasClassifier ? "taken over too" : "new")}";
    }
}
