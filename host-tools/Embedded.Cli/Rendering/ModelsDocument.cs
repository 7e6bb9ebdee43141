// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Compiler.Analysis;

namespace Embedded.Cli.Rendering;

/// <summary>Models of the folder models/ as a JSON document. What is not known is null.</summary>
internal static class ModelsDocument
{
    public static object Of(BoardDescriptor board, IReadOnlyList<ListedModel> models) => new { board = board.Name, models = models.Select(Entry) };

    public static object Of(BoardDescriptor board, ListedModel model) => new { board = board.Name, model = Entry(model) };

    private static object Entry(ListedModel listed)
    {
        (KnownModel model, ModelFigures figures) = listed;
        ModelInspection inspection = ModelInspection.Of(model.File);
        return new
        {
            model.Name,
            figures.Purpose,
            file = model.Path,
            network = model.File.Notes.FirstOrDefault(note => note.Key == "network").Value,
            labels = model.File.Model.Labels,
            input = OperatorText.Shape(model.File.Model.Input),
            inspection.Parameters,
            inspection.MultiplyAccumulates,
            bytes = model.File.Bytes.Length,
            arenaBytes = model.File.Model.ArenaBytes,
            figures.Data,
            figures.Pictures,
            figures.FloatCorrect,
            figures.FloatAccuracy,
            figures.Int8Correct,
            figures.Int8Accuracy,
            cleaned = figures.Cleaned == null ? null : new { figures.Cleaned.File, figures.Cleaned.Pictures, figures.Cleaned.Int8Correct, int8Accuracy = figures.CleanedAccuracy },
            camera = figures.Camera == null ? null : new { figures.Camera.FloatCorrect, figures.Camera.Int8Correct, int8Accuracy = figures.CameraAccuracy },
            fits = model.Fit.Verdict,
            engines = model.Fit.Engines.Select(engine => new { engine.Engine, fits = engine.Verdict, estimatedMilliseconds = engine.Milliseconds }),
            figures.TrainingMinutes,
            figures.Commands,
        };
    }
}
