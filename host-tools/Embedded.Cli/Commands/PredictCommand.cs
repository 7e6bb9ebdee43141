// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Cli.Commands;

/// <summary>Says what is on pictures.</summary>
internal sealed class PredictCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Argument<string[]> _images = new("IMAGE") { Description = "JPEG, PNG or square raw grey (.gray) files", Arity = ArgumentArity.OneOrMore };
    private readonly EngineOption _engine = new();

    public PredictCommand()
        : base(
            "predict",
            "Classify pictures with the integer engine that runs on the board.",
            "embedded predict model.emb rose.jpg",
            "embedded predict model.emb photos/*.jpg --json")
    {
        Add(_model);
        Add(_images);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        EmbFile file = ModelInput.Load(path).File;
        Classifiers.RequirePictures(path, file.Model);
        var classifier = new FrameClassifier(_engine.For(file, parse)());
        var predictions = new List<PicturePrediction>();
        var skipped = new List<SkippedFile>();
        foreach (string image in parse.GetRequiredValue(_images))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            try
            {
                int best = classifier.Run(PictureFile.Load(image).ToFrame());
                predictions.Add(new PicturePrediction(image, best, classifier.Output.ToArray()));
            }
            catch (PictureException exception)
            {
                session.Warn($"skipped {exception.Message}");
                skipped.Add(new SkippedFile(exception.Path, exception.Reason));
            }
        }

        if (predictions.Count == 0)
        {
            throw CommandException.Input($"no picture could be read; the first one: {skipped[0].Path}: {skipped[0].Reason}");
        }

        session.Finish(PredictView.Document(classifier.Model, predictions, skipped), console => PredictView.Render(console, classifier.Model, predictions));
        return skipped.Count == 0 ? ExitCode.Ok : ExitCode.BadInput;
    }
}
