// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;

namespace Embedded.Cli.Reporting;

/// <summary>What to type for a section that is missing; one sentence each.</summary>
internal static class Hints
{
    /// <summary>For sections about accuracy.</summary>
    public static string? Data(ReportFacts facts) => facts.Main != null ? null : "Give labelled pictures with --data to get this section.";

    /// <summary>For sections about confidence, which need probabilities.</summary>
    public static string? Confidence(ReportFacts facts) =>
        Data(facts) ?? (facts.Main!.Result.HasConfidence ? null : "The model puts out scores, not probabilities; import it without --no-softmax to get this section.");

    /// <summary>For sections about the int8 model.</summary>
    public static string? Model(ReportFacts facts) =>
        facts.Model != null ? null : $"There is no int8 model yet: make one with `{CommandText.Of("quantize", facts.Name, "--calibration", "DATA", "--out", "model.emb")}` and name it with --model.";

    /// <summary>For the report on layers.</summary>
    public static string? Layers(ReportFacts facts) =>
        Model(facts) ?? (facts.Layers != null ? null : "Give pictures like those of the training with --calibration to get this section.");
}
