// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>A data set that captured pictures are added to: <c>DIR/LABEL/LABEL-000001.png</c>, or the same below DIR/train and DIR/val. No file is ever replaced.</summary>
public sealed class CaptureFolder
{
    private readonly string _directory;
    private readonly string _label;
    private readonly int _validationPercent;
    private int _number; // of the last picture
    private int _count;
    private int _validationCount; // of them

    /// <param name="directory">The data set.</param>
    /// <param name="label">The class: a folder of this name.</param>
    /// <param name="validationPercent">Share that goes into val, 0 for a data set that is not divided.</param>
    /// <exception cref="BoardException">The label is no name for a folder, or the data set is divided and the share is 0, or the other way round.</exception>
    /// <exception cref="IOException">A folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be made.</exception>
    public CaptureFolder(string directory, string label, int validationPercent = 0)
    {
        if (label.Length == 0 || label[0] == '.' || label.Trim() != label || label.IndexOfAny([.. Path.GetInvalidFileNameChars(), '/', '\\', ':']) >= 0)
        {
            throw new BoardException($"\"{label}\" cannot be the name of a class folder; give a plain word such as --label rose.");
        }

        if (validationPercent == 0 && Dataset.IsDivided(directory))
        {
            throw new BoardException($"{directory} is divided into train and val; add --split PERCENT, or name {Path.Combine(directory, "train")} as --out.");
        }

        if (validationPercent > 0 && !Dataset.IsDivided(directory) && HasOtherFolders(directory))
        {
            throw new BoardException($"{directory} has class folders and is not divided into train and val; leave --split out (training holds some pictures back by itself), or name a new folder.");
        }

        _directory = directory;
        _label = label;
        _validationPercent = validationPercent;
        foreach (string folder in Folders)
        {
            Directory.CreateDirectory(folder);
            _number = Math.Max(_number, Captured(folder).Select(file => file.Number).DefaultIfEmpty().Max());
        }
    }

    /// <summary>Takes class folders away that hold nothing: they would be classes without pictures.</summary>
    public void RemoveEmpty()
    {
        foreach (string folder in Folders.Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>The class folders that pictures go to: one, or that of train and that of val.</summary>
    public IReadOnlyList<CapturePart> Parts => _validationPercent == 0
        ? [Part("", _count)]
        : [Part("train", _count - _validationCount), Part("val", _validationCount)];

    /// <summary>The captured pictures that stand in the folders; files that are no pictures are passed over.</summary>
    public IEnumerable<Picture> Pictures()
    {
        foreach (string path in Folders.SelectMany(folder => Captured(folder).Select(file => file.Path)))
        {
            Picture picture;
            try
            {
                picture = PictureFile.Load(path);
            }
            catch (PictureException)
            {
                continue;
            }

            yield return picture;
        }
    }

    private IEnumerable<string> Folders => _validationPercent == 0 ? [FolderOf("")] : [FolderOf("train"), FolderOf("val")];

    /// <summary>Writes a frame as the next picture.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be written; no part of it stays.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Add(Frame frame)
    {
        bool isValidation = (long)(_count + 1) * _validationPercent / 100 > (long)_count * _validationPercent / 100;
        string folder = FolderOf(_validationPercent == 0 ? "" : isValidation ? "val" : "train");
        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            FramePng.Save(frame, temporary);
            while (true)
            {
                string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_label}-{++_number:000000}.png"));
                if (Move(temporary, path))
                {
                    _count++;
                    _validationCount += isValidation ? 1 : 0;
                    return path;
                }
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>False if somebody else took the name meanwhile.</summary>
    private static bool Move(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to) && File.Exists(from))
        {
            return false;
        }
    }

    private string FolderOf(string part) => Path.Combine(_directory, part, _label);

    private CapturePart Part(string part, int added)
    {
        string folder = FolderOf(part);
        return new CapturePart(folder, added, Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Count(PictureFile.IsNamed) : 0);
    }

    /// <summary>Files with the names that captured pictures have.</summary>
    private IEnumerable<(string Path, int Number)> Captured(string folder) =>
        from path in Directory.EnumerateFiles(folder, _label + "-*.png")
        let name = Path.GetFileNameWithoutExtension(path)[(_label.Length + 1)..]
        where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select (path, int.Parse(name, CultureInfo.InvariantCulture));

    private static bool HasOtherFolders(string directory) =>
        Directory.Exists(directory) && Directory.EnumerateDirectories(directory).Any(folder => Path.GetFileName(folder) is not ("train" or "val") && Path.GetFileName(folder)[0] != '.');
}
