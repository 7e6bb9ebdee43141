// SPDX-License-Identifier: MIT
namespace Embedded.Training.Runs;

/// <summary>What a run's network learned from, beside the pictures' labels.</summary>
public enum RunStart
{
    /// <summary>Random weights.</summary>
    Scratch,

    /// <summary>Random weights and a teacher.</summary>
    Distilled,

    /// <summary>A trained network of which the classifier alone was trained further.</summary>
    Frozen,

    /// <summary>A trained network of which the classifier alone was trained further, with a teacher.</summary>
    FrozenDistilled,

    /// <summary>A trained network.</summary>
    FineTuned,

    /// <summary>A trained network and a teacher.</summary>
    FineTunedDistilled,

    /// <summary>A float run, continued with quantization in the loop.</summary>
    QuantizationAware,
}
