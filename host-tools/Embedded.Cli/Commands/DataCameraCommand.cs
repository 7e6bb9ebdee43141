// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Plots;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Data.Camera;
using Embedded.Vision;

namespace Embedded.Cli.Commands;

/// <summary>Shows pictures beside what the simulated camera makes of them.</summary>
internal sealed class DataCameraCommand : VerbCommand
{
    private readonly Argument<string> _directory = new("DIR") { Description = "A folder of pictures, with or without a folder a class" };
    private readonly Option<string> _out = new("--out") { Description = "Draw to this PNG file; further pages get -2, -3", HelpName = "FILE", Required = true };
    private readonly Option<int> _count = new Option<int>("--count") { Description = "At most so many pictures, evenly spread", HelpName = "N", DefaultValueFactory = _ => 20 }.Between(1);

    private readonly Option<int> _size = new Option<int>("--size") { Description = "Side of the network's input in pixels; frames are the smallest that cover it", HelpName = "N", DefaultValueFactory = _ => 96 }.Between(32, 240);

    public DataCameraCommand()
        : base(
            "camera",
            "Draw pictures beside the frames that a simulated OV2640, an ESP32-CAM's camera, sends of them.",
            "embedded data camera photos/val --out camera.png",
            "embedded data camera photos/val --out camera.png --size 128 --count 100 --seed 7")
    {
        Add(_directory);
        Add(_out);
        Add(_count);
        Add(_size);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string directory = parse.GetRequiredValue(_directory);
        string path = parse.GetRequiredValue(_out);
        CommandPaths.Check([directory], new CommandPaths.Output(_out.Name, path, "a PNG picture", ".png"));
        if (Dataset.IsDivided(directory))
        {
            throw CommandException.Input($"{directory} is divided into train and val; name one of these two folders");
        }

        Dataset dataset = Dataset.OpenUnlabelled(directory);
        Sample[] chosen = [.. EvenSpread.Indices(dataset.Samples.Count, parse.GetValue(_count)).Select(index => dataset.Samples[index])];
        var frames = new CameraFrames(session.Seed, new InputSpec(parse.GetValue(_size), parse.GetValue(_size), 3, ResizeMethod.Area, null));
        IReadOnlyList<string> sheets = ContactSheet.Save(
            $"{directory}: as a simulated OV2640 sees it", [.. chosen.Select(sample => CellOf(sample, frames))], path, session);
        session.FinishLines(
            new { sheets, frames = chosen.Select(sample => new { path = sample.Path, shot = CameraText.Document(frames.ShotOf(sample.Path)) }) },
            [$"{Numbers.Count(chosen.Length, "picture")} and their frames: {string.Join(", ", sheets)}"]);
        return ExitCode.Ok;
    }

    private static ContactCell CellOf(Sample sample, CameraFrames frames)
    {
        CameraShot shot = frames.ShotOf(sample.Path);
        return new ContactCell(
            [() => PictureFile.Load(sample.FullPath), () => PictureFrames.From(frames.Of(PictureFile.Load(sample.FullPath), sample.Path))],
            [sample.Path, CameraText.Tone(shot), CameraText.Rest(shot)]);
    }
}
