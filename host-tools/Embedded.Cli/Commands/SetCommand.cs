// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Quantization;
using Embedded.Decision;

namespace Embedded.Cli.Commands;

/// <summary>Shows and changes the decision and print settings inside a model file.</summary>
internal sealed class SetCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file" };
    private readonly Argument<string[]> _settings = new("KEY=VALUE") { Description = "Settings to change; none shows them", Arity = ArgumentArity.ZeroOrMore };

    public SetCommand()
        : base(
            "set",
            "Show or change how a model's predictions become decisions and what the board prints.",
            "embedded set model.emb",
            "embedded set model.emb threshold=60 smoothing=4",
            "embedded set model.emb led-class=rose led=flash print-trace=on")
    {
        Add(_model);
        Add(_settings);
    }

    public override IReadOnlyList<string> HelpNotes =>
        ["Settings:", .. DecisionText.Keys.Select(key => $"  {key.Key,-13} {key.Value}"), ""];

    public override int Run(ParseResult parse, Session session)
    {
        string path = parse.GetRequiredValue(_model);
        string[] assignments = parse.GetValue(_settings) ?? [];
        if (ModelInput.IsTfLite(path))
        {
            throw CommandException.Input($"{path}: a .tflite file has no settings; make an .emb model of it with `embedded import {Path.GetFileName(path)} --out MODEL`");
        }

        EmbFile file = EmbFile.Load(path);
        DecisionSettings settings = file.Model.Decision;
        try
        {
            foreach (string assignment in assignments)
            {
                DecisionText.Apply(settings, file.Model.Labels, assignment);
            }

            if (assignments.Length > 0)
            {
                file.With(settings).Save(path);
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw CommandException.Usage(exception.Message, exception);
        }

        if (!ProbabilityOutput.IsOf(file.Model))
        {
            session.Warn(BoardFit.NoProbabilities);
        }

        IReadOnlyList<KeyValuePair<string, string>> texts = DecisionText.Write(settings, file.Model.Labels);
        session.FinishLines(new { settings = texts.ToDictionary(text => text.Key, text => text.Value) }, texts.Select(text => $"{text.Key}={text.Value}"));
        return ExitCode.Ok;
    }
}
