// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Commands;

/// <summary>Packs built assemblies into the image that is flashed to a board.</summary>
internal sealed class PackCommand : VerbCommand
{
    private readonly Argument<string[]> _inputs = new("INPUTS") { Description = "Folders that a build of the application wrote to, or .pe files", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "The image to write", HelpName = "FILE", Required = true };
    private readonly ApplicationRoom _room = new();

    public PackCommand()
        : base(
            "pack",
            "Pack an application's .pe files into the image that nanoff flashes to a board.",
            "embedded pack firmware/App/bin/Release --out app.bin",
            "embedded pack mscorlib.pe Embedded.Core.pe MyApp.pe --out app.bin --board esp32-cam")
    {
        Add(_inputs);
        Add(_out);
        _room.AddTo(this);
    }

    public override int Run(ParseResult parse, Session session)
    {
        string[] inputs = parse.GetRequiredValue(_inputs);
        string path = parse.GetRequiredValue(_out);
        CommandPaths.Check(inputs, new CommandPaths.Output("--out", path, "an application image", ".bin"));
        (BoardDescriptor board, int room) = _room.Of(parse);
        ApplicationImage image = ApplicationImage.Pack(AssemblyFiles.Load(inputs), room);
        AtomicFile.Write(OutputFile.Prepare(path), stream => stream.Write(image.Bytes.Span));
        session.Finish(ImageView.Document(path, image, board, room), console => ImageView.Render(console, path, image, board, room), ApplicationRoom.FlashCommand(path, board));
        return ExitCode.Ok;
    }
}
