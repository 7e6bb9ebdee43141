// SPDX-License-Identifier: MIT
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Data;

namespace Embedded.Cli.Pipeline;

/// <summary>Asks a network which labels of a data set it does not believe.</summary>
internal sealed class SuspectSearch
{
    private readonly SuspectNetwork _network;
    private readonly LearnedPictures _learned;
    private readonly (int Part, Sample Sample, string Path)[] _pictures;

    private SuspectSearch(SuspectNetwork network, LearnedPictures learned, (int Part, Sample Sample, string Path)[] pictures)
    {
        _network = network;
        _learned = learned;
        _pictures = pictures;
    }

    /// <summary>Opens the network and lists the pictures; neither is run or read.</summary>
    /// <param name="directory">A data set, or a folder with train/ and val/.</param>
    /// <param name="network">The folder of a run, or a model file.</param>
    /// <param name="heldOutOnly">Only pictures that the network has not learned.</param>
    /// <exception cref="CommandException">The network does not fit the classes, or only held out pictures are wanted and nobody knows which they are.</exception>
    public static SuspectSearch Open(string directory, string network, bool heldOutOnly)
    {
        (string Prefix, Dataset Dataset)[] parts = Dataset.IsDivided(directory) && Dataset.OpenSplit(directory) is var split
            ? [("train/", split.Train), ("val/", split.Validation)]
            : [("", Dataset.Open(directory))];
        SuspectNetwork opened = SuspectNetwork.Open(network, parts[0].Dataset);
        LearnedPictures learned = LearnedPictures.Of(network, opened.Recipe, [.. parts.Select(part => part.Dataset)]);
        if (heldOutOnly && !learned.IsKnown)
        {
            throw CommandException.Input($"--held-out: {learned.Sentence.Split(". ")[0]}; leave --held-out away or give the data of the run's recipe");
        }

        return new SuspectSearch(opened, learned, [..
            from part in Enumerable.Range(0, parts.Length)
            from sample in parts[part].Dataset.Samples
            where !heldOutOnly || learned.IsHeldOut(part, sample) == true
            select (part, sample, parts[part].Prefix + sample.Path)]);
    }

    /// <summary>Runs the network on all readable pictures under a progress bar.</summary>
    /// <param name="checkedData">Says which pictures cannot be read.</param>
    /// <param name="count">At most so many suspects.</param>
    /// <param name="session">Progress, threads and cancellation.</param>
    public SuspectReport Run(DatasetReport checkedData, int count, Session session)
    {
        HashSet<string> unreadable = [.. checkedData.Parts.SelectMany(part => part.Unreadable.Select(file => checkedData.Parts.Count == 1 ? file.Path : $"{part.Name}/{file.Path}"))];
        (int Part, Sample Sample, string Path)[] pictures = [.. _pictures.Where(picture => !unreadable.Contains(picture.Path))];
        IReadOnlyList<PictureLoss> losses = session.Track("asking the network", meter => LossRanking.Run(
            _network.NewClassifier,
            pictures.Length,
            index => PictureFile.Load(pictures[index].Sample.FullPath).ToFrame(),
            index => _network.Outputs[pictures[index].Sample.Label],
            session.Threads,
            meter.Counting(pictures.Length),
            session.Cancellation));
        PictureLoss[] wrong = [.. losses.Where(loss => !loss.IsCorrect)];
        return new SuspectReport(_network.Path, _learned.Sentence, pictures.Length, wrong.Length, [.. wrong.Take(count).Select(loss =>
        {
            (int part, Sample sample, string path) = pictures[loss.Index];
            return new Suspect(path, sample.FullPath, _network.Names[loss.Actual], _network.Names[loss.Predicted], loss.Confidence, loss.Loss, _learned.IsHeldOut(part, sample));
        })]);
    }
}
