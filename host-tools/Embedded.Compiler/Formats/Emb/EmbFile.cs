// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Compiler.Graph;
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>An .emb file on the host: its bytes, the checked model, and the notes that engines skip.</summary>
public sealed class EmbFile
{
    private EmbFile(byte[] bytes, Model model, SectionTable sections)
    {
        Bytes = bytes;
        Model = model;
        Sections = sections;
        Notes = sections.Has(EmbFormat.NoteSection) ? ReadNotes(bytes, sections) : [];
    }

    /// <summary>The whole file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The checked model.</summary>
    public Model Model { get; }

    /// <summary>Where each section lies.</summary>
    public SectionTable Sections { get; }

    /// <summary>What the tools noted when they made the model: architecture, data, accuracy.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Notes { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="ModelFileException">The file cannot be read or is no valid model.</exception>
    public static EmbFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelFileException(path, Directory.Exists(path) ? "this is a folder; name the .emb file" : "there is no such file");
        }

        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return bytes.Length == 0 ? throw new ModelFileException(path, "the file is empty; copy or write it again")
                : bytes.AsSpan(0, Math.Min(bytes.Length, 8)).EndsWith("TFL3"u8) ? throw new ModelFileException(path, "this is a TensorFlow Lite file; give it a name that ends in .tflite")
                : Parse(bytes);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelFileException(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, exception);
        }
    }

    /// <summary>Checks bytes.</summary>
    /// <exception cref="ModelFormatException">The bytes are no valid model.</exception>
    public static EmbFile Parse(byte[] bytes)
    {
        var source = new SegmentedModel(bytes);
        return new EmbFile(bytes, ModelReader.Read(source), SectionTable.Read(source));
    }

    /// <summary>The same file with other decision and print settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range, or the model has no such class.</exception>
    public EmbFile With(DecisionSettings settings)
    {
        if (settings.LedClass >= Model.Output.Count)
        {
            throw new ArgumentException($"the LED class is {settings.LedClass}; the model has classes 0 to {Model.Output.Count - 1}");
        }

        byte[] bytes = (byte[])Bytes.Clone();
        EmbWriter.WriteDecision(settings).CopyTo(bytes, Sections.Start(EmbFormat.DecisionSection));
        EmbWriter.Seal(bytes);
        return Parse(bytes);
    }

    /// <summary>
    /// The same file with its scores divided by <paramref name="temperature"/> (see <see cref="TemperatureScaling"/>). What differs: the scales of
    /// the scores, the parameters of the softmax (and of a mean before it), the last bits of the multipliers of the layer that makes the
    /// scores, and the CRC-32.
    /// </summary>
    /// <exception cref="ArgumentException">The scores of this network cannot be scaled, or not by this temperature.</exception>
    public EmbFile WithTemperature(double temperature)
    {
        QuantizedGraph before = EmbGraph.Of(this);
        QuantizedGraph after = TemperatureScaling.Apply(before, temperature);
        byte[] bytes = (byte[])Bytes.Clone();
        EmbScales.Replace(bytes, Sections, before, after);
        EmbWriter.Seal(bytes);
        EmbFile file = Parse(bytes);
        EmbReadBack.CompareScales(after, file.Model);
        return file;
    }

    /// <summary>Writes the file under a temporary name and renames it, so that a failure leaves what was there.</summary>
    public void Save(string path) => AtomicFile.Write(path, Bytes);

    private static List<KeyValuePair<string, string>> ReadNotes(byte[] bytes, SectionTable sections)
    {
        string text = Encoding.UTF8.GetString(bytes, sections.Start(EmbFormat.NoteSection), sections.Length(EmbFormat.NoteSection));
        return [.. text.Split('\n').Where(line => line.Contains('=')).Select(line => KeyValuePair.Create(line[..line.IndexOf('=')], line[(line.IndexOf('=') + 1)..]))];
    }
}
