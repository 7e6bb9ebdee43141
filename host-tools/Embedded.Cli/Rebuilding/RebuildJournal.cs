// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Cli.Rebuilding;

/// <summary>NAME.rebuild.json in the folder of a rebuild: which steps were begun and ended, and what they wrote. So a file of the same name from elsewhere is never taken for theirs.</summary>
internal sealed class RebuildJournal
{
    private const int Schema = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    private readonly string _path;
    private readonly IReadOnlyList<RebuildStep> _steps;
    private readonly RebuildRecord?[] _records; // one a step

    private RebuildJournal(string path, IReadOnlyList<RebuildStep> steps, RebuildRecord?[] records)
    {
        _path = path;
        _steps = steps;
        _records = records;
    }

    private sealed record Document(int Schema, IReadOnlyList<RebuildRecord> Steps);

    /// <summary>Reads what is known of these steps.</summary>
    /// <exception cref="CommandException">The file is damaged.</exception>
    public static RebuildJournal Open(string folder, string model, IReadOnlyList<RebuildStep> steps)
    {
        string path = Path.Combine(folder, $"{model}.rebuild.json");
        IReadOnlyList<RebuildRecord> records = File.Exists(path) ? Load(path) : [];
        return new RebuildJournal(path, steps, [.. steps.Select(step => records.FirstOrDefault(record => record.Command == step.Command))]);
    }

    /// <summary>Seconds spent on the step so far.</summary>
    public double SecondsOf(RebuildStep step) => _records[step.Number - 1]?.Seconds ?? 0;

    /// <summary>True if the step was begun once.</summary>
    public bool IsKnown(RebuildStep step) => _records[step.Number - 1] != null;

    /// <summary>True if what is at the step's outputs was begun by it.</summary>
    public bool IsBegun(RebuildStep step) => _records[step.Number - 1] is { IsFinished: false };

    /// <summary>True if the step ended, and its files are as it, or a later step that changes them, left them.</summary>
    public bool IsFinished(RebuildStep step) =>
        _records[step.Number - 1] is { IsFinished: true } && step.Outputs.All(output => output.Exists && (!File.Exists(output.Text) || IsAsLeft(step, output)));

    /// <summary>Notes that the step begins.</summary>
    public void Begin(RebuildStep step) => Save(step, new RebuildRecord(step.Command, false, SecondsOf(step), new Dictionary<string, string>()));

    /// <summary>Notes the time spent on a step that did not come to its end.</summary>
    public void Interrupt(RebuildStep step, double seconds) => Save(step, _records[step.Number - 1]! with { Seconds = SecondsOf(step) + seconds });

    /// <summary>Notes that the step has ended.</summary>
    public void End(RebuildStep step, double seconds) => Save(step, new RebuildRecord(
        step.Command,
        true,
        SecondsOf(step) + seconds,
        step.Outputs.Where(output => File.Exists(output.Text)).DistinctBy(output => output.Typed).ToDictionary(output => output.Typed, CrcOf)));

    private static IReadOnlyList<RebuildRecord> Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Document>(File.ReadAllText(path), s_options) is { Schema: Schema } document
                ? document.Steps
                : throw new JsonException("it is of another version");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Input($"{path} cannot be read: {exception.Message}; remove it, and what it speaks of, or rebuild in another folder with --in", exception);
        }
    }

    private static string CrcOf(StepWord file) => $"{Crc32.Of(File.ReadAllBytes(file.Text)):x8}";

    /// <summary>True if the file is as a step left it, or if a step was interrupted that changes it.</summary>
    private bool IsAsLeft(RebuildStep step, StepWord output)
    {
        string crc = CrcOf(output);
        return _steps.Skip(step.Number - 1).Any(writer => writer.Outputs.Any(other => other.Typed == output.Typed)
            && (IsBegun(writer) || _records[writer.Number - 1]?.Files.GetValueOrDefault(output.Typed) == crc));
    }

    private void Save(RebuildStep step, RebuildRecord record)
    {
        _records[step.Number - 1] = record;
        AtomicFile.Write(_path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Document(Schema, [.. _records.OfType<RebuildRecord>()]), s_options) + "\n"));
    }
}
