// SPDX-License-Identifier: MIT
using System.Security.Cryptography;

namespace Embedded.Data;

/// <summary>The work behind <see cref="DatasetReport.Check"/>.</summary>
internal sealed class DatasetInspection
{
    private readonly string _directory;
    private readonly IReadOnlyList<string> _labels;
    private readonly (string Name, Dataset Dataset)[] _parts;
    private readonly Finding[] _findings; // of all parts

    public DatasetInspection(string directory)
    {
        _directory = directory;
        if (Dataset.IsDivided(directory))
        {
            DatasetSplit split = Dataset.OpenSplit(directory);
            _parts = [("train", split.Train), ("val", split.Validation)];
        }
        else
        {
            _parts = [("all", Dataset.Open(directory))];
        }

        _labels = _parts[0].Dataset.Labels;
        _findings = [.. from part in Enumerable.Range(0, _parts.Length) from sample in _parts[part].Dataset.Samples select new Finding(part, sample)];
    }

    public DatasetReport Run(int threads, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.ForEach(_findings, options, finding =>
        {
            finding.Inspect();
            progress?.Report(new DataProgress(Interlocked.Increment(ref done), _findings.Length));
        });

        Finding[] readable = [.. _findings.Where(finding => finding.Reason == null)];
        if (readable.Length == 0)
        {
            throw new DatasetException(_directory, $"None of the {_findings.Length} pictures of {_directory} can be read; the first one: {_findings[0].Reason}.");
        }

        DatasetPart[] parts = [.. Enumerable.Range(0, _parts.Length).Select(Describe)];
        DuplicateGroup[] duplicates = [.. Duplicates(readable)];
        NearDuplicate[] nearDuplicates = [.. NearDuplicates(readable, threads, cancellation)];
        return new DatasetReport(
            _directory,
            _labels,
            parts,
            readable.MinBy(finding => finding.Size.PixelCount)!.Size,
            readable.MaxBy(finding => finding.Size.PixelCount)!.Size,
            duplicates,
            nearDuplicates,
            [.. parts.SelectMany(Warnings), .. Warnings(duplicates), .. Warnings(nearDuplicates)]);
    }

    private DatasetPart Describe(int part)
    {
        Finding[] here = [.. _findings.Where(finding => finding.Part == part)];
        return new DatasetPart(
            _parts[part].Name,
            [.. _labels.Select((label, index) => new ClassCount(label, here.Count(finding => finding.Sample.Label == index && finding.Reason == null)))],
            [.. here.Where(finding => finding.Reason != null).Select(finding => new SkippedFile(finding.Sample.Path, finding.Reason!))],
            _parts[part].Dataset.Ignored);
    }

    private IEnumerable<DuplicateGroup> Duplicates(Finding[] readable) =>
        from finding in readable
        group finding by finding.Hash into same
        where same.Count() > 1
        let files = new DuplicateGroup(
            [.. same.Select(PathFromRoot).Order(StringComparer.Ordinal)],
            same.Select(finding => finding.Sample.Label).Distinct().Count() > 1,
            same.Select(finding => finding.Part).Distinct().Count() > 1)
        orderby files.AcrossClasses descending, files.AcrossParts descending, files.Paths[0]
        select files;

    private IEnumerable<NearDuplicate> NearDuplicates(Finding[] readable, int threads, CancellationToken cancellation) =>
        from pair in NearDuplicateSearch.Run([.. readable.Select(finding => finding.Fingerprint!)], threads, cancellation)
        let first = readable[pair.First]
        let second = readable[pair.Second]
        where first.Hash != second.Hash
        let near = new NearDuplicate(PathFromRoot(first), PathFromRoot(second), pair.Difference, pair.IsMirrored, first.Sample.Label != second.Sample.Label, first.Part != second.Part)
        orderby near.AcrossParts descending, near.AcrossClasses descending, near.Difference
        select near;

    private string PathFromRoot(Finding finding) =>
        _parts.Length == 1 ? finding.Sample.Path : _parts[finding.Part].Name + "/" + finding.Sample.Path;

    private static IEnumerable<string> Warnings(DatasetPart part)
    {
        foreach (ClassCount empty in part.Classes.Where(count => count.Pictures == 0))
        {
            yield return $"Class {empty.Label} has no readable picture in {part.Name}.";
        }

        ClassCount least = part.Classes.MinBy(count => count.Pictures)!;
        ClassCount most = part.Classes.MaxBy(count => count.Pictures)!;
        if (most.Pictures > DatasetReport.TolerableImbalance * least.Pictures && least.Pictures > 0)
        {
            yield return $"The classes of {part.Name} are out of balance: {most.Label} has {most.Pictures} pictures, {least.Label} only {least.Pictures}.";
        }

        ClassCount[] small = [.. part.Classes.Where(count => count.Pictures is > 0 and < DatasetReport.FewestPictures)];
        if (small.Length > 0)
        {
            yield return $"Too few pictures in {part.Name}, below {DatasetReport.FewestPictures}, for {string.Join(", ", small.Select(count => $"{count.Label} ({count.Pictures})"))}.";
        }
    }

    private static IEnumerable<string> Warnings(DuplicateGroup[] duplicates)
    {
        int acrossClasses = duplicates.Count(group => group.AcrossClasses);
        if (acrossClasses > 0)
        {
            yield return $"{acrossClasses} of the pictures lie in more than one class, so at least one of their labels is wrong.";
        }

        int acrossParts = duplicates.Count(group => group.AcrossParts);
        if (acrossParts > 0)
        {
            yield return $"{acrossParts} of the pictures lie in both train and val, so the measured accuracy will be too high.";
        }
    }

    private static IEnumerable<string> Warnings(NearDuplicate[] pairs)
    {
        NearDuplicate[] leaks = [.. pairs.Where(pair => pair.AcrossParts)];
        if (leaks.Length > 0)
        {
            yield return $"{leaks.Select(pair => pair.Second).Distinct().Count()} of the pictures of val look like one of train, so the measured accuracy will be too high.";
        }

        int acrossClasses = pairs.Count(pair => pair.AcrossClasses);
        if (acrossClasses > 0)
        {
            yield return $"{acrossClasses} of the pairs that look alike have two classes, so at least one label of each is wrong.";
        }
    }

    private sealed class Finding(int part, Sample sample)
    {
        public int Part => part;

        public Sample Sample => sample;

        public string? Reason { get; private set; } // null: readable

        public string Hash { get; private set; } = "";

        public PictureFingerprint? Fingerprint { get; private set; } // null: not readable

        public PictureSize Size { get; private set; }

        public void Inspect()
        {
            try
            {
                byte[] file = PictureFile.ReadBytes(sample.FullPath);
                Fingerprint = new PictureFingerprint(PictureFile.Decode(file, sample.FullPath, out PictureSize size));
                Size = size;
                Hash = Convert.ToHexString(SHA256.HashData(file));
            }
            catch (PictureException e)
            {
                Reason = e.Reason;
            }
        }
    }
}
