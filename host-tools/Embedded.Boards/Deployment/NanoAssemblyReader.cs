// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace Embedded.Boards;

/// <summary>Reads a nanoFramework assembly of the 1.x line and checks what a nanoCLR checks, and the sizes that nobody else reports.</summary>
internal static class NanoAssemblyReader
{
    private const int ReferenceBytes = 12; // name [2], zero [2], version [4 x 2]
    private const int MethodBytes = 16; // name [2], code [2], flags [4], counts, locals, signature
    private const uint EntryPoint = 0x08000000;
    private const int MostBytes = ushort.MaxValue; // signatures, constants and code are addressed with 16 bits
    private const string Again = "build its project again";

    public static NanoAssembly Read(byte[] file, string path)
    {
        CheckHeader(file, path);
        int[] starts = ReadStarts(file, path);
        uint crc = NanoCrc32.Of(file.AsSpan(NanoHeader.Bytes));
        if (crc != UInt32(file, NanoHeader.AssemblyCrc))
        {
            throw Fault(path, $"is damaged: the CRC of its tables is {crc:X8}, not {UInt32(file, NanoHeader.AssemblyCrc):X8} as its header says; {Again}");
        }

        CheckSizes(file, starts, path);
        ReadOnlySpan<byte> strings = Table(file, starts, NanoTable.Strings);
        return new NanoAssembly
        {
            Name = NanoStrings.Name(strings, UInt16(file, NanoHeader.Name)) ?? throw Fault(path, $"has no name; {Again}"),
            Version = NanoHeader.ReadVersion(file.AsSpan(NanoHeader.Version)),
            NativeChecksum = UInt32(file, NanoHeader.NativeChecksum),
            IsExecutable = HasEntryPoint(Rows(file, starts, NanoTable.MethodDef, MethodBytes, path)),
            References = ReadReferences(Rows(file, starts, NanoTable.AssemblyRef, ReferenceBytes, path), strings, path),
            Bytes = file,
            Path = path,
        };
    }

    private static void CheckHeader(byte[] file, string path)
    {
        if (file.AsSpan().StartsWith("MZ"u8))
        {
            throw Fault(path, "is an assembly for .NET; give the .pe file that the metadata processor made of it");
        }

        if (file.AsSpan().StartsWith(NanoHeader.MarkerOfVersion2))
        {
            throw Fault(path, "is for nanoFramework 2 (marker NFMRK2), whose firmware and packages do not mix with 1.x; build it with packages of version 1.x");
        }

        if (file.Length < NanoHeader.Bytes && !FileContent.IsModel(file))
        {
            throw Fault(path, $"has only {file.Length} bytes, less than the header of a nanoFramework assembly; {Again}");
        }

        if (!file.AsSpan().StartsWith(NanoHeader.Marker))
        {
            throw FileContent.IsModel(file)
                ? Fault(path, $"is {FileContent.Describe(file)}, no nanoFramework assembly; give .pe files, and the model to the board with `embedded flash --model`")
                : Fault(path, "is no nanoFramework assembly: its first bytes are not NFMRK1; give .pe files");
        }

        uint crc = NanoHeader.Crc(file);
        if (crc != UInt32(file, NanoHeader.HeaderCrc))
        {
            throw Fault(path, $"has a damaged header: its CRC is {crc:X8}, not {UInt32(file, NanoHeader.HeaderCrc):X8} as it says; {Again}");
        }

        if (UInt16(file, NanoHeader.StringTableVersion) is int version and not NanoHeader.KnownStringTable)
        {
            throw Fault(path, $"uses version {version} of the firmware's strings, which firmware 1.x does not have; build it with packages of version 1.x");
        }
    }

    /// <summary>Where each table starts, the end of the file behind them; every table is padded to 4 bytes.</summary>
    private static int[] ReadStarts(byte[] file, string path)
    {
        uint end = UInt32(file, NanoHeader.Tables + sizeof(uint) * (int)NanoTable.EndOfAssembly);
        if (end < file.Length && file.AsSpan((int)end).TrimStart((byte)0).StartsWith(NanoHeader.Marker))
        {
            throw Fault(path, "is an application image: several assemblies, already packed; flash it with `embedded flash --app`, or give the .pe files that it was made of");
        }

        if (end != file.Length)
        {
            throw Fault(path, $"{(file.Length < end ? "is cut off" : "has bytes behind its end")}: it has {file.Length} bytes, but {end} according to its header; {Again}");
        }

        int[] starts = new int[(int)NanoTable.EndOfAssembly + 1];
        int least = NanoHeader.Bytes;
        for (int table = 0; table < starts.Length; table++)
        {
            uint start = UInt32(file, NanoHeader.Tables + sizeof(uint) * table);
            int padding = table == 0 ? 0 : file[NanoHeader.Paddings + table - 1];
            if (start < least + padding || start > end || start % sizeof(uint) != 0 || padding >= sizeof(uint))
            {
                throw Fault(path, $"has an impossible layout: its table {(NanoTable)table} starts at {start}; {Again}");
            }

            starts[table] = least = (int)start;
        }

        return starts;
    }

    private static void CheckSizes(byte[] file, int[] starts, string path)
    {
        int strings = Table(file, starts, NanoTable.Strings).Length;
        int signatures = Table(file, starts, NanoTable.Signatures).Length;
        int code = Table(file, starts, NanoTable.ByteCode).Length;
        if (strings > NanoStrings.FirstOfFirmware)
        {
            throw Fault(path, $"has {strings} bytes of names and texts, but a nanoCLR reaches only {NanoStrings.FirstOfFirmware}; divide it into two assemblies");
        }

        if (signatures > MostBytes)
        {
            throw Fault(path, $"has {signatures} bytes of signatures and constant arrays, but a nanoCLR reaches only {MostBytes}; divide the arrays over several assemblies");
        }

        if (code > MostBytes)
        {
            throw Fault(path, $"has {code} bytes of code, but a nanoCLR reaches only {MostBytes}; divide it into two assemblies");
        }
    }

    private static bool HasEntryPoint(ReadOnlySpan<byte> methods)
    {
        for (int row = 0; row < methods.Length; row += MethodBytes)
        {
            if ((BinaryPrimitives.ReadUInt32LittleEndian(methods[(row + 4)..]) & EntryPoint) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static NanoReference[] ReadReferences(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> strings, string path)
    {
        var references = new NanoReference[rows.Length / ReferenceBytes];
        for (int index = 0; index < references.Length; index++)
        {
            ReadOnlySpan<byte> row = rows.Slice(index * ReferenceBytes, ReferenceBytes);
            string name = NanoStrings.Name(strings, BinaryPrimitives.ReadUInt16LittleEndian(row))
                ?? throw Fault(path, $"needs an assembly without a name, number {index} of its references; {Again}");
            references[index] = new NanoReference(name, NanoHeader.ReadVersion(row[4..]));
        }

        return references;
    }

    private static ReadOnlySpan<byte> Rows(byte[] file, int[] starts, NanoTable table, int rowBytes, string path)
    {
        ReadOnlySpan<byte> rows = Table(file, starts, table);
        return rows.Length % rowBytes == 0 ? rows : throw Fault(path, $"has an impossible layout: its table {table} has {rows.Length} bytes, no whole number of rows; {Again}");
    }

    private static ReadOnlySpan<byte> Table(byte[] file, int[] starts, NanoTable table) =>
        file.AsSpan(starts[(int)table]..(starts[(int)table + 1] - file[NanoHeader.Paddings + (int)table]));

    private static int UInt16(byte[] file, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(offset));

    private static uint UInt32(byte[] file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    private static DeploymentException Fault(string path, string what) => new($"{path} {what}");
}
