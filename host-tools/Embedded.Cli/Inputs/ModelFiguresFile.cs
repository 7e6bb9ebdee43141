// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Inputs;

/// <summary>Reads model.json of a model's folder and checks that what it says can be true.</summary>
internal static class ModelFiguresFile
{
    /// <summary>Name of the file in the model's folder.</summary>
    public const string Name = "model.json";

    /// <summary>The version that is read.</summary>
    public const int Schema = 1;

    private const string WhatNext = "correct it, models/README.md lists the fields";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly JsonDocumentOptions s_syntax = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The figures of the model in <paramref name="folder"/>; none if the file is not there.</summary>
    /// <exception cref="CommandException">The file cannot be read, or says what cannot be.</exception>
    public static ModelFigures Load(string folder)
    {
        string file = Path.Combine(folder, Name);
        if (!File.Exists(file))
        {
            return ModelFigures.None;
        }

        try
        {
            string text = File.ReadAllText(file);
            RequireSyntax(file, text);
            ModelFigures figures = JsonSerializer.Deserialize<ModelFigures>(text, s_options)!;
            return ProblemOf(figures) is string problem ? throw Wrong(file, problem) : figures;
        }
        catch (JsonException exception)
        {
            string field = exception.Path is { Length: > 2 } path ? $"the field {path[2..]} in line {exception.LineNumber + 1} is unknown or no value of its kind" : "a field that must be there is missing";
            throw Wrong(file, field, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Input($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    private static void RequireSyntax(string file, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_syntax);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Wrong(file, "it must hold one JSON object");
            }
        }
        catch (JsonException exception)
        {
            throw Wrong(file, $"line {exception.LineNumber + 1} is no JSON", exception);
        }
    }

    /// <summary>What of the figures cannot be; null for nothing.</summary>
    private static string? ProblemOf(ModelFigures figures)
    {
        int all = figures.Pictures ?? 0;
        (string Field, int? Value, int Most, string What)[] counts =
        [
            ("floatCorrect", figures.FloatCorrect, all, "pictures"),
            ("int8Correct", figures.Int8Correct, all, "pictures"),
            ("cleaned.pictures", figures.Cleaned?.Pictures, all, "pictures"),
            ("cleaned.int8Correct", figures.Cleaned?.Int8Correct, figures.Cleaned?.Pictures ?? 0, "cleaned.pictures"),
            ("camera.floatCorrect", figures.Camera?.FloatCorrect, all, "pictures"),
            ("camera.int8Correct", figures.Camera?.Int8Correct, all, "pictures"),
        ];
        return figures.Schema != Schema ? $"schema is {figures.Schema}, this program reads {Schema}"
            : figures.Pictures is <= 0 ? "pictures must be above 0"
            : figures.Cleaned is { Pictures: <= 0 } ? "cleaned.pictures must be above 0"
            : figures.TrainingMinutes is <= 0 ? "trainingMinutes must be above 0"
            : figures.Commands.Any(string.IsNullOrWhiteSpace) ? "commands has an empty entry"
            : counts.FirstOrDefault(count => count.Value is int value && (value < 0 || value > count.Most)) is { Field: string field } count ? $"{field} is {count.Value}, it must lie from 0 to the number of {count.What}, {count.Most}"
            : null;
    }

    private static CommandException Wrong(string file, string what, Exception? cause = null) => CommandException.Input($"{file}: {what}; {WhatNext}", cause);
}
