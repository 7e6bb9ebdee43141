// SPDX-License-Identifier: MIT
namespace Embedded.Data;

/// <summary>
/// Pictures in one folder a class. Every folder inside the data set is a class and its name the label; files directly
/// inside it whose names <see cref="PictureFile.IsNamed"/> takes are its pictures; names that begin with a dot are passed over. Opening lists files, it reads none of them.
/// </summary>
public sealed class Dataset
{
    /// <summary>Per cent of an undivided folder that is held out by file name unless told otherwise.</summary>
    public const int DefaultValidationPercent = NameHashSplit.DefaultPercent;

    internal Dataset(string directory, IReadOnlyList<string> labels, IReadOnlyList<Sample> samples, IReadOnlyList<SkippedFile> ignored)
    {
        Directory = directory;
        Labels = labels;
        Samples = samples;
        Ignored = ignored;
    }

    /// <summary>The folder with the class folders.</summary>
    public string Directory { get; }

    /// <summary>The classes in ordinal order; at least two.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>All pictures in ordinal order of their relative path; at least one a class.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>What lies in the folder and is no picture of a class.</summary>
    public IReadOnlyList<SkippedFile> Ignored { get; }

    /// <summary>Lists the pictures of a data set.</summary>
    /// <exception cref="DatasetException">The folder is missing, has fewer than two classes, a class without pictures, or is divided into train/ and val/.</exception>
    public static Dataset Open(string directory)
    {
        if (IsDivided(directory))
        {
            throw new DatasetException(directory, $"{directory} is divided into train and val; name one of these two folders.");
        }

        return Scan(directory);
    }

    /// <summary>
    /// The two parts of a data set: its train/ and val/ folders if it has both, the other data set given as
    /// <paramref name="validationDirectory"/>, or else a part chosen by the hash of the file names (see <see cref="NameHashSplit"/>).
    /// </summary>
    /// <param name="directory">A data set, or a folder with train/ and val/.</param>
    /// <param name="validationDirectory">A data set with the same classes, or a folder with train/ and val/ of which val/ is taken; null for none.</param>
    /// <param name="validationPercent">Share of pictures held out by hash, 1 to 99.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not 1 to 99.</exception>
    /// <exception cref="DatasetException">As for <see cref="Open"/>; the classes of the parts differ; or a class is too small to be divided.</exception>
    public static DatasetSplit OpenSplit(string directory, string? validationDirectory = null, int validationPercent = DefaultValidationPercent)
    {
        bool divided = IsDivided(directory);
        if (validationDirectory == null && !divided)
        {
            return NameHashSplit.Divide(Scan(directory), validationPercent);
        }

        Dataset train = Scan(divided ? Path.Combine(directory, "train") : directory);
        string held = validationDirectory ?? directory;
        Dataset validation = Scan(IsDivided(held) ? Path.Combine(held, "val") : held);
        if (!train.Labels.SequenceEqual(validation.Labels))
        {
            throw new DatasetException(
                validation.Directory,
                $"The classes of {validation.Directory} ({string.Join(", ", validation.Labels)}) are not those of {train.Directory} ({string.Join(", ", train.Labels)}); give both the same class folders.");
        }

        return new DatasetSplit(train, validation);
    }

    /// <summary>The pictures in a folder and in the folders inside it as a single class, for work that needs no labels.</summary>
    /// <exception cref="DatasetException">The folder is missing, cannot be listed or holds no picture.</exception>
    public static Dataset OpenUnlabelled(string directory)
    {
        var root = new DirectoryInfo(directory);
        if (!root.Exists)
        {
            throw new DatasetException(directory, File.Exists(directory) ? $"{directory} is a file; name a folder of pictures." : $"There is no folder {directory}; name a folder of pictures.");
        }

        var samples = new List<Sample>();
        var ignored = new List<SkippedFile>();
        try
        {
            samples.AddRange(Visible(root.EnumerateFiles()).Where(file => PictureFile.IsNamed(file.Name)).Select(file => new Sample(file.Name, file.FullName, 0)));
            foreach (DirectoryInfo folder in Visible(root.EnumerateDirectories()))
            {
                ScanClass(folder, 0, samples, ignored);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(directory, $"{directory} cannot be listed ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }

        return samples.Count > 0
            ? new Dataset(directory, [root.Name], samples, ignored)
            : throw new DatasetException(directory, $"{directory} has no pictures; put {PictureFile.ExtensionList("or")} files into it.");
    }

    /// <summary>Whether the folder has the subfolders train and val.</summary>
    public static bool IsDivided(string directory) =>
        System.IO.Directory.Exists(Path.Combine(directory, "train")) && System.IO.Directory.Exists(Path.Combine(directory, "val"));

    /// <summary>Pictures of each class, in the order of <see cref="Labels"/>.</summary>
    public int[] CountPerLabel()
    {
        var counts = new int[Labels.Count];
        foreach (Sample sample in Samples)
        {
            counts[sample.Label]++;
        }

        return counts;
    }

    /// <summary>The data set without the pictures of a list.</summary>
    /// <exception cref="DatasetException">The list names none of the pictures, or all of a class.</exception>
    public Dataset Without(PictureList list)
    {
        Dataset rest = WithoutAny(list);
        return rest.Samples.Count < Samples.Count ? rest : throw NoneListed(Directory, list);
    }

    /// <summary>As <see cref="Without"/>, but the list need not name any picture.</summary>
    /// <exception cref="DatasetException">The list names all pictures of a class.</exception>
    public Dataset WithoutAny(PictureList list)
    {
        var rest = new Dataset(Directory, Labels, [.. Samples.Where(sample => list.NameOf(this, sample) == null)], Ignored);
        int empty = Array.IndexOf(rest.CountPerLabel(), 0);
        return empty < 0 ? rest : throw new DatasetException(Directory, $"{list.Source} names all pictures of class {Labels[empty]} of {Directory}; leave some of them.");
    }

    internal static DatasetException NoneListed(string directory, PictureList list) =>
        new(directory, $"{list.Source} names no picture of {directory} (its first line: {list.Paths[0]}); paths are relative to that folder, such as rose/a.jpg.");

    private static Dataset Scan(string directory)
    {
        var root = new DirectoryInfo(directory);
        if (!root.Exists)
        {
            throw new DatasetException(directory, File.Exists(directory)
                ? $"{directory} is a file; a data set is a folder with one folder of pictures a class."
                : $"There is no folder {directory}; a data set is a folder with one folder of pictures a class.");
        }

        try
        {
            var ignored = new List<SkippedFile>();
            ignored.AddRange(Visible(root.EnumerateFiles()).Select(file => new SkippedFile(file.Name, "it is not in a class folder")));
            DirectoryInfo[] classes = [.. Visible(root.EnumerateDirectories())];
            string[] labels = [.. classes.Select(folder => folder.Name)];
            var samples = new List<Sample>();
            for (int label = 0; label < classes.Length; label++)
            {
                ScanClass(classes[label], label, samples, ignored);
            }

            var dataset = new Dataset(directory, labels, samples, ignored);
            dataset.RequireClasses();
            return dataset;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(directory, $"{directory} cannot be listed ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
    }

    private static void ScanClass(DirectoryInfo folder, int label, List<Sample> samples, List<SkippedFile> ignored)
    {
        foreach (FileSystemInfo entry in Visible(folder.EnumerateFileSystemInfos()))
        {
            string path = folder.Name + "/" + entry.Name;
            if (entry is DirectoryInfo)
            {
                ignored.Add(new SkippedFile(path, "it is a folder inside a class folder"));
            }
            else if (PictureFile.IsNamed(entry.Name))
            {
                samples.Add(new Sample(path, entry.FullName, label));
            }
            else
            {
                ignored.Add(new SkippedFile(path, $"its name ends in none of {PictureFile.ExtensionList("and")}"));
            }
        }
    }

    private static IEnumerable<T> Visible<T>(IEnumerable<T> entries)
        where T : FileSystemInfo =>
        entries.Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private void RequireClasses()
    {
        if (Samples.Count == 0)
        {
            throw new DatasetException(Directory, $"{Directory} has no pictures; put JPEG or PNG files into one folder a class, such as {Path.Combine(Directory, "cat")}.");
        }

        if (Labels.Count == 1)
        {
            throw new DatasetException(Directory, $"{Directory} has the single class {Labels[0]}; a network needs at least two folders to tell apart.");
        }

        int empty = Array.IndexOf(CountPerLabel(), 0);
        if (empty >= 0)
        {
            throw new DatasetException(Directory, $"Class {Labels[empty]} of {Directory} has no pictures; add JPEG or PNG files or remove its folder.");
        }
    }
}
