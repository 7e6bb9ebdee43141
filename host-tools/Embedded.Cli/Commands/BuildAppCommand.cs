// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Commands;

/// <summary>Builds an application for nanoFramework with nothing but the .NET SDK, its packages and the metadata processor.</summary>
internal sealed class BuildAppCommand : VerbCommand
{
    private readonly Argument<string> _project = new("PROJECT") { Description = "The .nfproj file of the application" };
    private readonly Option<string> _libraries = new("--libraries") { Description = "The folder of the nanoFramework packages, such as packages/; .dll and .pe files side by side", HelpName = "DIR", Required = true };
    private readonly Option<string> _processor = new("--processor")
    {
        Description = "nanoFramework's metadata processor: the .dll of its MSBuild task for .NET, or its program as .dll or .exe",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string> _out = new("--out") { Description = "The folder to write to", HelpName = "DIR", Required = true };
    private readonly ApplicationRoom _room = new();

    public BuildAppCommand()
        : base(
            "build-app",
            "Build an application from its .nfproj with the .NET SDK, and pack it into the image that nanoff flashes.",
            "embedded build-app firmware/App/Embedded.App.nfproj --libraries packages --processor nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll --out app",
            "embedded build-app firmware/App/Embedded.App.nfproj --board esp-eye --libraries packages --processor nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll --out app")
    {
        Add(_project);
        Add(_libraries);
        Add(_processor);
        Add(_out);
        _room.AddTo(this);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string folder = parse.GetRequiredValue(_out);
        (BoardDescriptor board, int room) = _room.Of(parse);
        var options = new ApplicationBuildOptions
        {
            Project = parse.GetRequiredValue(_project),
            Libraries = parse.GetRequiredValue(_libraries),
            Processor = parse.GetRequiredValue(_processor),
            Output = folder,
            Board = board,
            RoomBytes = room,
        };
        OutputFile.PrepareFolder(folder);
        ApplicationBuildResult result = Build(options, session);
        foreach (string warning in result.Warnings)
        {
            session.Warn(warning);
        }

        session.Finish(
            ImageView.Document(result.ImagePath, result.Image, board, room),
            console => ImageView.Render(console, result.ImagePath, result.Image, board, room),
            ApplicationRoom.FlashCommand(result.ImagePath, board));
        return ExitCode.Ok;
    }

    private static ApplicationBuildResult Build(ApplicationBuildOptions options, Session session)
    {
        try
        {
            return session.Track("building", meter => ApplicationBuild.Run(options, meter, session.Cancellation));
        }
        catch (DeploymentException exception)
        {
            foreach (string line in exception.ToolOutput)
            {
                session.PassOn(line);
            }

            throw;
        }
    }
}
