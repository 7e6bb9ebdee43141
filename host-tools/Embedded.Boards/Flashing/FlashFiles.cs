// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The files of a flash run, checked before anything is written.</summary>
public static class FlashFiles
{
    private const string ClrName = "nanoCLR.bin";
    private const string FirmwarePartition = "factory";
    private const int ImageMagic = 0xE9;

    /// <summary>The nanoCLR.bin of a folder that the firmware was built in.</summary>
    /// <param name="folder">The folder, or the file itself.</param>
    /// <param name="board">For the size of its firmware partition.</param>
    /// <exception cref="FlashException">It is not there, is no ESP32 image, or does not fit.</exception>
    public static string FindClr(string folder, BoardDescriptor board)
    {
        string file = File.Exists(folder) ? folder : Path.Combine(folder, ClrName);
        if (!File.Exists(file))
        {
            throw new FlashException($"there is no {file}; give --firmware the folder that holds the {ClrName} you built (docs/building-firmware.md)");
        }

        if (Path.GetExtension(file) != ".bin")
        {
            throw new FlashException($"{file} is no .bin file, and nanoff takes no other; give --firmware the folder that holds {ClrName}");
        }

        using FileStream stream = File.OpenRead(file);
        if (stream.ReadByte() != ImageMagic)
        {
            throw new FlashException($"{file} is no program for an ESP32: its first byte is not 0xE9; build the firmware again");
        }

        return board.Flash.FirstOrDefault(part => part.Name == FirmwarePartition) is { } partition && stream.Length > partition.Bytes
            ? throw new FlashException(FormattableString.Invariant($"{file} has {stream.Length:N0} bytes, but the firmware partition of {board.Name} has {partition.Bytes:N0}; switch parts of nanoFramework off that you do not need"))
            : file;
    }

    /// <summary>The port as nanoff takes it.</summary>
    /// <exception cref="FlashException">It is a socket or an ordinary file.</exception>
    public static string CheckPort(string port) =>
        port.Contains("://", StringComparison.Ordinal) || (File.Exists(port) && !port.StartsWith("/dev/", StringComparison.Ordinal))
            ? throw new FlashException($"{port} is no serial port, and a board is flashed through one; give a port such as /dev/ttyUSB0 or COM3")
            : port;

    /// <summary>Where the bytes of a slot are put for nanoff.</summary>
    public static string SlotFile(string modelPath, int slot) => Path.Combine(
        Path.GetTempPath(), "embedded-flash-" + Environment.UserName, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(modelPath)}-slot{slot}.bin"));
}
