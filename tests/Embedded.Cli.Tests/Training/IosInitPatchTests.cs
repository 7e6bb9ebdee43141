// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Embedded.Training.Native;

namespace Embedded.Cli.Tests.Training;

public class IosInitPatchTests
{
    private const ushort Old = 2; // GLIBCXX_3.4 in SmallElf
    private const ushort New = 3; // GLIBCXX_3.4.32

    [Fact]
    public void Apply_TheOneFunction_AsksForTheConstructorInstead()
    {
        var elf = new SmallElf(("_Znwm", Old), (IosInitPatch.Function, New), ("_ZdlPv", Old));

        Assert.True(IosInitPatch.Apply(elf.Image));

        Assert.Equal("_Znwm", elf.NameAt(elf.SymbolNames[0]));
        Assert.Equal("_ZNSt8ios_base4InitC1Ev", elf.NameAt(elf.SymbolNames[1]));
        Assert.Equal("_ZdlPv", elf.NameAt(elf.SymbolNames[2]));
        Assert.Equal(Old, BitConverter.ToUInt16(elf.Image, elf.VersionsAt + 2));
        Assert.Equal(1, BitConverter.ToUInt16(elf.Image, elf.VersionsAt + 4)); // VER_NDX_GLOBAL
        Assert.Equal(0, BitConverter.ToUInt16(elf.Image, elf.NeedsAt + 16 + 4)); // GLIBCXX_3.4 is needed as before
        Assert.Equal(2, BitConverter.ToUInt16(elf.Image, elf.NeedsAt + 32 + 4)); // VER_FLG_WEAK
    }

    [Fact]
    public void Apply_Twice_ChangesNothingMore()
    {
        var elf = new SmallElf((IosInitPatch.Function, New));
        Assert.True(IosInitPatch.Apply(elf.Image));
        byte[] once = [.. elf.Image];

        Assert.False(IosInitPatch.Apply(elf.Image));
        Assert.Equal(once, elf.Image);
    }

    [Fact]
    public void Apply_AnotherFunctionOfTheVersion_IsRefused()
    {
        var elf = new SmallElf((IosInitPatch.Function, New), ("_ZSt9somethingv", New));
        byte[] before = [.. elf.Image];

        var e = Assert.Throws<InvalidDataException>(() => IosInitPatch.Apply(elf.Image));

        Assert.Contains("_ZSt9somethingv", e.Message);
        Assert.Equal(before, elf.Image);
    }

    [Fact]
    public void Apply_NameSharedWithAnotherSymbol_IsRefused()
    {
        var elf = new SmallElf((IosInitPatch.Function, New), ("_ZdlPv", Old));
        BitConverter.TryWriteBytes(elf.Image.AsSpan(elf.SymbolsAt + 48), elf.SymbolNames[0] + 5); // its name is now a tail of the first

        Assert.Throws<InvalidDataException>(() => IosInitPatch.Apply(elf.Image));
    }

    [Fact]
    public void Apply_EveryTruncation_GivesATypedErrorOrFalse()
    {
        byte[] image = new SmallElf((IosInitPatch.Function, New)).Image;
        for (int length = 0; length < image.Length - 64; length++) // up to the last section's header
        {
            byte[] cut = image[..length];
            try
            {
                Assert.False(IosInitPatch.Apply(cut));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void TorchSharpLibrary_InTheOutput_IsPatchedOnlyWhereLibstdcxxIsOld()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the library of Linux x64");
        OldLibstdcxx.Prepare();
        byte[] image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
        bool isNew = NativeLibrary.TryGetExport(NativeLibrary.Load("libstdc++.so.6"), IosInitPatch.Function, out _);

        Assert.Equal(isNew, IosInitPatch.Apply(image)); // true: it was as the package has it
        Assert.Equal(4f, TorchSharp.torch.ones(2, 2).sum().item<float>());
    }
}
