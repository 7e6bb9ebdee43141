// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Cli.Tests.Training;

/// <summary>A minimal ELF64 image with the four tables that symbol versioning needs: .dynstr, .dynsym, .gnu.version, .gnu.version_r.</summary>
internal sealed class SmallElf
{
    private const int HeaderBytes = 0x40;

    public SmallElf(params (string Name, ushort Version)[] symbols)
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        var dynsym = new MemoryStream();
        var versym = new MemoryStream();
        dynsym.Write(new byte[24]);
        versym.Write([0, 0]);
        SymbolNames = new int[symbols.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            SymbolNames[i] = Append(names, symbols[i].Name);
            var symbol = new byte[24];
            BitConverter.TryWriteBytes(symbol, SymbolNames[i]);
            dynsym.Write(symbol);
            versym.Write(BitConverter.GetBytes(symbols[i].Version));
        }

        var verneed = new MemoryStream();
        string[] versions = ["GLIBCXX_3.4", "GLIBCXX_3.4.32"]; // indices 2 and 3
        verneed.Write([1, 0, 2, 0, .. BitConverter.GetBytes(Append(names, "libstdc++.so.6")), .. BitConverter.GetBytes(16), .. BitConverter.GetBytes(0)]);
        for (int i = 0; i < versions.Length; i++)
        {
            byte[] name = BitConverter.GetBytes(Append(names, versions[i]));
            verneed.Write([0, 0, 0, 0, 0, 0, (byte)(i + 2), 0, .. name, .. BitConverter.GetBytes(i + 1 < versions.Length ? 16 : 0)]);
        }

        Build(names.ToArray(), dynsym.ToArray(), versym.ToArray(), verneed.ToArray());
    }

    public byte[] Image { get; private set; } = [];

    /// <summary>Offsets in .dynstr.</summary>
    public int[] SymbolNames { get; }

    public int NamesAt { get; private set; }

    public int SymbolsAt { get; private set; }

    public int VersionsAt { get; private set; }

    public int NeedsAt { get; private set; }

    public string NameAt(int offset)
    {
        int start = NamesAt + offset;
        return Encoding.ASCII.GetString(Image, start, Array.IndexOf(Image, (byte)0, start) - start);
    }

    private static int Append(MemoryStream names, string name)
    {
        int at = (int)names.Length;
        names.Write([.. Encoding.ASCII.GetBytes(name), 0]);
        return at;
    }

    private void Build(byte[] names, byte[] dynsym, byte[] versym, byte[] verneed)
    {
        NamesAt = HeaderBytes;
        SymbolsAt = NamesAt + names.Length;
        VersionsAt = SymbolsAt + dynsym.Length;
        NeedsAt = VersionsAt + versym.Length;
        int sections = NeedsAt + verneed.Length;
        Image = new byte[sections + (4 * 64)];
        byte[] identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identity.CopyTo(Image, 0);
        BitConverter.TryWriteBytes(Image.AsSpan(0x28), (long)sections);
        BitConverter.TryWriteBytes(Image.AsSpan(0x3a), (short)64);
        BitConverter.TryWriteBytes(Image.AsSpan(0x3c), (short)4);
        names.CopyTo(Image, NamesAt);
        dynsym.CopyTo(Image, SymbolsAt);
        versym.CopyTo(Image, VersionsAt);
        verneed.CopyTo(Image, NeedsAt);
        Section(sections, 0, 3, NamesAt, names.Length);
        Section(sections, 1, 11, SymbolsAt, dynsym.Length); // sh_link 0: names in section 0
        Section(sections, 2, 0x6fffffff, VersionsAt, versym.Length);
        Section(sections, 3, 0x6ffffffe, NeedsAt, verneed.Length);
    }

    private void Section(int table, int index, uint type, int offset, int length)
    {
        Span<byte> header = Image.AsSpan(table + (64 * index), 64);
        BitConverter.TryWriteBytes(header[4..], type);
        BitConverter.TryWriteBytes(header[0x18..], (long)offset);
        BitConverter.TryWriteBytes(header[0x20..], (long)length);
    }
}
