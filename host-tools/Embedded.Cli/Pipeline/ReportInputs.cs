// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Cli.Pipeline;

/// <summary>What a report is made from.</summary>
/// <param name="Run">Folder of the training run, as typed.</param>
/// <param name="Model">Its model file; null for the run's own model.emb, if there is one.</param>
/// <param name="Data">Labelled pictures to measure on, or null.</param>
/// <param name="Frames">Labelled frames of a camera, or null.</param>
/// <param name="Calibration">Pictures to compare float and int8 layers with, or null.</param>
/// <param name="Board">The board that the model is compared with.</param>
/// <param name="EngineFor">Makes engines for a model file, one for each thread.</param>
internal sealed record ReportInputs(
    string Run, string? Model, string? Data, string? Frames, string? Calibration, BoardDescriptor Board, Func<EmbFile, Func<IEngine>> EngineFor);
