// SPDX-License-Identifier: MIT
// A library built with GCC 13 or later that includes <iostream> asks for one function, std::ios_base_library_init(), of
// version GLIBCXX_3.4.32, which libstdc++ of GCC 12 and earlier lacks. What earlier compilers call in its place is the
// constructor std::ios_base::Init::Init(), which touches only statics. The patch makes the request read so:
//   .gnu.version_r  the need of GLIBCXX_3.4.32 becomes weak (VER_FLG_WEAK): absent is not fatal
//   .dynstr         the symbol's name becomes the constructor's, which is shorter
//   .gnu.version    the symbol becomes unversioned
// Formats: System V gABI chapter 4 (ELF64), Linux Standard Base Core 10.7 (symbol versioning).
using System.Buffers.Binary;
using System.Text;

namespace Embedded.Training.Native;

/// <summary>Makes a 64-bit little-endian ELF library load on a libstdc++ without GLIBCXX_3.4.32.</summary>
internal sealed class IosInitPatch
{
    /// <summary>The version that is made optional.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The only function of that version that the patch knows how to replace.</summary>
    public const string Function = "_ZSt21ios_base_library_initv";

    /// <summary>What is called in its place: std::ios_base::Init::Init().</summary>
    public const string Replacement = "_ZNSt8ios_base4InitC1Ev";

    private const uint DynamicSymbols = 11; // SHT_DYNSYM
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const uint SymbolVersions = 0x6fffffff; // SHT_GNU_versym
    private const int SymbolBytes = 24;
    private const ushort WeakFlag = 2; // VER_FLG_WEAK
    private const ushort Unversioned = 1; // VER_NDX_GLOBAL

    private readonly byte[] _image;
    private readonly long _symbols;
    private readonly int _symbolCount;
    private readonly long _versions;
    private readonly long _needs;
    private readonly long _names;
    private readonly int _namesBytes;

    private IosInitPatch(byte[] image)
    {
        _image = image;
        long headers = (long)UInt64(0x28);
        int headerBytes = UInt16(0x3a);
        int headerCount = UInt16(0x3c);
        for (int i = 0; i < headerCount; i++)
        {
            long header = headers + i * headerBytes;
            long offset = (long)UInt64(header + 0x18);
            switch (UInt32(header + 4))
            {
                case DynamicSymbols:
                    _symbols = offset;
                    _symbolCount = (int)(UInt64(header + 0x20) / SymbolBytes);
                    long strings = headers + UInt32(header + 0x28) * headerBytes;
                    _names = (long)UInt64(strings + 0x18);
                    _namesBytes = (int)UInt64(strings + 0x20);
                    break;
                case VersionNeeds:
                    _needs = offset;
                    break;
                case SymbolVersions:
                    _versions = offset;
                    break;
            }
        }
    }

    /// <summary>Patches <paramref name="image"/> in place.</summary>
    /// <returns>False when the image does not strictly need GLIBCXX_3.4.32, and is left as it was.</returns>
    /// <exception cref="InvalidDataException">No such ELF file, or it takes more than that one function from the version.</exception>
    public static bool Apply(byte[] image)
    {
        if (image.Length < 0x40 || BinaryPrimitives.ReadUInt32BigEndian(image) != 0x7f454c46 || image[4] != 2 || image[5] != 1)
        {
            throw new InvalidDataException("This is no 64-bit little-endian ELF file.");
        }

        try
        {
            return new IosInitPatch(image).Apply();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("This ELF file is damaged: a table lies outside of it.");
        }
    }

    private bool Apply()
    {
        long need = _needs == 0 || _symbols == 0 || _versions == 0 ? -1 : FindNeed();
        if (need < 0 || (UInt16(need + 4) & WeakFlag) != 0)
        {
            return false;
        }

        int version = UInt16(need + 6);
        int symbol = FindOnlySymbol(version);
        int name = (int)UInt32(_symbols + (long)symbol * SymbolBytes);
        RequireUnshared(symbol, name);
        Span<byte> text = Bytes(_names + name, Function.Length);
        text.Clear();
        Encoding.ASCII.GetBytes(Replacement, text);
        BinaryPrimitives.WriteUInt16LittleEndian(Bytes(_versions + 2L * symbol, 2), Unversioned);
        BinaryPrimitives.WriteUInt16LittleEndian(Bytes(need + 4, 2), WeakFlag);
        return true;
    }

    /// <summary>File offset of the Elf64_Vernaux of <see cref="Version"/>, or -1.</summary>
    private long FindNeed()
    {
        long file = _needs;
        while (true)
        {
            long entry = file + UInt32(file + 8);
            for (int i = UInt16(file + 2); i > 0; i--)
            {
                if (Name((int)UInt32(entry + 8)) == Version)
                {
                    return entry;
                }

                entry += UInt32(entry + 12);
            }

            uint next = UInt32(file + 12);
            if (next == 0)
            {
                return -1;
            }

            file += next;
        }
    }

    private int FindOnlySymbol(int version)
    {
        int found = -1;
        for (int i = 0; i < _symbolCount; i++)
        {
            if ((UInt16(_versions + 2L * i) & 0x7fff) != version)
            {
                continue;
            }

            string name = Name((int)UInt32(_symbols + (long)i * SymbolBytes));
            if (name != Function)
            {
                throw new InvalidDataException($"The library takes {name} from {Version}, for which an older libstdc++ has no substitute.");
            }

            found = i;
        }

        return found >= 0 ? found : throw new InvalidDataException($"The library needs {Version} but takes no function from it.");
    }

    /// <summary>Linkers let strings share their tails: the name may be overwritten only if no other symbol's name lies in it.</summary>
    private void RequireUnshared(int symbol, int name)
    {
        for (int i = 0; i < _symbolCount; i++)
        {
            uint other = UInt32(_symbols + (long)i * SymbolBytes);
            if (i != symbol && other >= name && other < name + Function.Length)
            {
                throw new InvalidDataException($"The name {Function} is shared with another symbol and cannot be changed.");
            }
        }
    }

    private string Name(int offset)
    {
        Span<byte> rest = Bytes(_names + offset, _namesBytes - offset);
        int length = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(length < 0 ? rest : rest[..length]);
    }

    private Span<byte> Bytes(long offset, int count) => _image.AsSpan(checked((int)offset), count);

    private ushort UInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(offset, 2));

    private uint UInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(offset, 4));

    private ulong UInt64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(offset, 8));
}
