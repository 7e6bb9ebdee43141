// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Inputs;
using Spectre.Console;

namespace Embedded.Cli.Rendering;

/// <summary>Says what an application image is made of.</summary>
internal static class ImageView
{
    private const string None = "none";

    public static void Render(IAnsiConsole console, string path, ApplicationImage image, BoardDescriptor board, int room)
    {
        Table table = Tables.Create("assembly", "version", ">bytes", "native checksum");
        foreach (NanoAssembly assembly in image.Assemblies)
        {
            table.Row(Tables.Name(assembly.Name), assembly.Version.ToString(), Numbers.Count(assembly.Bytes.Length), Checksum(assembly) ?? None);
        }

        table.TotalRow("image", "", Numbers.Count(image.Bytes.Length), $"{Numbers.Percent((double)image.Bytes.Length / room)} of {Numbers.Bytes(room)} on {board.Name}");
        console.Write(table);
        console.MarkupLineInterpolated($"{path}  {Numbers.Bytes(image.Bytes.Length)}, starts {image.Executable.Name}");
    }

    public static object Document(string path, ApplicationImage image, BoardDescriptor board, int room) => new
    {
        image = path,
        board = board.Name,
        executable = image.Executable.Name,
        bytes = image.Bytes.Length,
        roomBytes = room,
        address = board.DeployPartition.Offset,
        flashCommand = ApplicationRoom.FlashCommand(path, board),
        assemblies = image.Assemblies.Select(assembly => new
        {
            name = assembly.Name,
            version = assembly.Version.ToString(),
            bytes = assembly.Bytes.Length,
            nativeChecksum = Checksum(assembly),
            file = assembly.Path,
        }),
    };

    /// <summary>Eight digits, as nanoFramework writes it; null for none.</summary>
    private static string? Checksum(NanoAssembly assembly) => assembly.NativeChecksum == 0 ? null : FormattableString.Invariant($"0x{assembly.NativeChecksum:X8}");
}
