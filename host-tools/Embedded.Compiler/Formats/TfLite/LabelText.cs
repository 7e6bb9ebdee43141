// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Formats.TfLite;

/// <summary>A list of class names as text, one a line.</summary>
public static class LabelText
{
    /// <summary>The lines without the spaces around them; empty ones at the end are no classes.</summary>
    public static string[] Lines(string text)
    {
        string[] lines = [.. text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())];
        int count = lines.Length;
        while (count > 0 && lines[count - 1].Length == 0)
        {
            count--;
        }

        return lines[..count];
    }

    /// <summary>Reads a label file.</summary>
    /// <exception cref="TfLiteException">The file cannot be read.</exception>
    public static string[] Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new TfLiteException($"{path}: {(Directory.Exists(path) ? "this is a folder; name the text file" : "there is no such file")}");
        }

        try
        {
            return Lines(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TfLiteException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
