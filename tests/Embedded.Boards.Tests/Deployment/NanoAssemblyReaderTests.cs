// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;
using System.Buffers.Binary;

namespace Embedded.Boards.Tests;

public class NanoAssemblyReaderTests
{
    private const int MostStrings = 0xFFFF - 860;

    [Fact]
    public void Read_WholeFile_HasItsFields()
    {
        byte[] file = new NanoAssemblyBuilder("Embedded.App", "1.2.3.4") { IsExecutable = true, NativeChecksum = 0xD9795EB5 }
            .Needs("mscorlib", "1.17.11.0").Needs("Embedded.Core", "0.1.0.0").Build();

        NanoAssembly assembly = Read(file);

        Assert.Equal(("Embedded.App", new Version(1, 2, 3, 4), 0xD9795EB5u, true), (assembly.Name, assembly.Version, assembly.NativeChecksum, assembly.IsExecutable));
        Assert.Equal([new("mscorlib", new Version(1, 17, 11, 0)), new("Embedded.Core", new Version(0, 1, 0, 0))], assembly.References);
        Assert.Equal(file, assembly.Bytes.ToArray());
    }

    [Fact]
    public void Read_Library_IsNoExecutable() => Assert.False(Read(new NanoAssemblyBuilder("mscorlib").Build()).IsExecutable);

    [Theory]
    [InlineData(0x32D, "mscorlib")]
    [InlineData(0x1C0, "System.Collections")]
    [InlineData(0x1D7, "System.Threading")]
    public void Read_NameOfTheFirmware_IsKnown(int number, string name) =>
        Assert.Equal(name, Read(new NanoAssemblyBuilder("") { FirmwareName = number }.Build()).Name);

    [Fact]
    public void Read_OtherKindOfFile_IsNamed()
    {
        byte[] good = new NanoAssemblyBuilder("a").Build();

        AssertFault([.. "MZ"u8, .. new byte[200]], "is an assembly for .NET; give the .pe file");
        AssertFault(new NanoAssemblyBuilder("a") { Marker = "NFMRK2" }.Build(), "is for nanoFramework 2 (marker NFMRK2)");
        AssertFault(new NanoAssemblyBuilder("a") { Marker = "NFMRK9" }.Build(), "its first bytes are not NFMRK1");
        AssertFault([], "has only 0 bytes");
        AssertFault(good[..123], "has only 123 bytes");
        AssertFault(new byte[300], "its first bytes are not NFMRK1");
        AssertFault(new NanoAssemblyBuilder("a") { StringTableVersion = 2 }.Build(), "version 2 of the firmware's strings");
    }

    [Fact]
    public void Read_CutOff_IsNamedAtEveryLength()
    {
        byte[] good = new NanoAssemblyBuilder("a").Needs("mscorlib").Build();

        for (int length = NanoAssemblyBuilder.HeaderBytes; length < good.Length; length++)
        {
            AssertFault(good[..length], $"is cut off: it has {length} bytes, but {good.Length}");
        }

        AssertFault([.. good, 0], "has bytes behind its end");
    }

    [Fact]
    public void Read_WhatIsMadeOfAssembliesOrModels_IsNamed()
    {
        byte[] odd = new NanoAssemblyBuilder("a").Needs("mscorlib").Build();
        byte[] model = ColourNetwork.Write(new DecisionSettings(), 8);

        AssertFault([.. odd, .. odd], "is an application image: several assemblies, already packed; flash it with `embedded flash --app`");
        AssertFault([.. odd, 0, 0, 0, .. odd], "is an application image");
        AssertFault(model, "is an .emb model, no nanoFramework assembly; give .pe files");
        AssertFault(SlotImage.Write(model, 3), "is the image of a model slot, no nanoFramework assembly");
    }

    [Fact]
    public void Read_AnyBitFlipped_IsFound()
    {
        byte[] good = new NanoAssemblyBuilder("a") { IsExecutable = true }.Needs("mscorlib").Build();

        for (int bit = 0; bit < 8 * good.Length; bit++)
        {
            byte[] file = (byte[])good.Clone();
            file[bit / 8] ^= (byte)(1 << bit % 8);
            bool isUnread = bit / 8 == 7; // the marker's eighth byte is part of the CRC, but not compared
            AssertFault(file, isUnread ? "damaged header" : "file.pe ");
        }
    }

    [Fact]
    public void Read_DamageInTheTables_IsTheOtherCrc()
    {
        byte[] file = new NanoAssemblyBuilder("a").Build();
        file[^1] ^= 1;

        AssertFault(file, "the CRC of its tables");
    }

    [Fact]
    public void Read_ForgedWithRightCrcs_IsReadOrRefused()
    {
        byte[] good = new NanoAssemblyBuilder("a") { IsExecutable = true }.Needs("mscorlib").Build();
        var random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] file = (byte[])good.Clone();
            int position = random.Next(16, file.Length - 3) & ~1;
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(position), (ushort)(random.Next(3) == 0 ? random.Next(65536) : random.Next(300)));
            NanoAssemblyBuilder.Seal(file);
            try
            {
                Assert.NotEmpty(Read(file).Name);
            }
            catch (DeploymentException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 4500);
    }

    [Fact]
    public void Read_ImpossibleTables_AreNamed()
    {
        AssertFault(Patched(NanoAssemblyBuilder.TableStarts, 120), "its table AssemblyRef starts at 120");
        AssertFault(Patched(NanoAssemblyBuilder.TableStarts + 4, 1 << 30), "its table TypeRef starts at 1073741824");
        AssertFault(Patched(NanoAssemblyBuilder.Paddings + 12, 7), "its table ByteCode starts at");
        AssertFault(Patched(NanoAssemblyBuilder.Paddings, 1), "its table AssemblyRef has 11 bytes");
        AssertFault(Patched(36, 0x00010000 + 5000), "has no name");
        AssertFault(Patched(NanoAssemblyBuilder.HeaderBytes, 5000), "needs an assembly without a name, number 0");
    }

    [Fact]
    public void Read_TooMuchForSixteenBits_IsNamedAndTheMostIsTaken()
    {
        AssertFault(new NanoAssemblyBuilder("a") { StringBytes = MostStrings + 1 }.Build(), "has 64676 bytes of names and texts");
        AssertFault(new NanoAssemblyBuilder("a") { SignatureBytes = 65536 }.Build(), "has 65536 bytes of signatures and constant arrays");
        AssertFault(new NanoAssemblyBuilder("a") { CodeBytes = 65536 }.Build(), "has 65536 bytes of code");
        Assert.Equal("a", Read(new NanoAssemblyBuilder("a") { StringBytes = MostStrings, SignatureBytes = 65535, CodeBytes = 65535 }.Build()).Name);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo() =>
        Assert.Contains("nosuch.pe: there is no such file", Assert.Throws<DeploymentException>(() => NanoAssembly.Load("nosuch.pe")).Message);

    [Fact]
    public void Crc_OfBytes_IsTheRemainder()
    {
        var random = new Random(3);
        for (int length = 0; length < 60; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(NanoAssemblyBuilder.Crc(bytes), NanoCrc32.Of(bytes));
        }
    }

    private static NanoAssembly Read(byte[] file) => NanoAssemblyReader.Read(file, "file.pe");

    private static void AssertFault(byte[] file, string sentence)
    {
        string message = Assert.Throws<DeploymentException>(() => Read(file)).Message;
        Assert.StartsWith("file.pe ", message);
        Assert.Contains(sentence, message);
    }

    /// <summary>A file with right CRCs and other 32 bits at <paramref name="offset"/>.</summary>
    private static byte[] Patched(int offset, int value)
    {
        byte[] file = new NanoAssemblyBuilder("a").Needs("mscorlib").Build();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        NanoAssemblyBuilder.Seal(file);
        return file;
    }
}
