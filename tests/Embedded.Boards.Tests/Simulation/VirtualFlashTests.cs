// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

public class VirtualFlashTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");
    private static readonly byte[] s_model = ColourNetwork.Write(new DecisionSettings(), 8);

    [Fact]
    public void Constructor_NewFlash_IsErased()
    {
        var flash = new VirtualFlash(s_board);

        Assert.Equal(4 << 20, flash.Bytes.Length);
        Assert.Equal(-1, flash.Bytes.IndexOfAnyExcept((byte)0xFF));
        Assert.Equal((0, 0u), (flash.Model(0).Length, flash.Sequence(0)));
    }

    [Fact]
    public void Slots_OfTheBoard_LieAtTheirAddressesAndEndWithThePartition()
    {
        var flash = new VirtualFlash(s_board);
        flash.Write(0x300000, SlotImage.Write(s_model, 9));

        Assert.Equal((0x140000, 0xA0000, 0, 0), (flash.Slot(0).Length, flash.Slot(1).Length, flash.Slot(2).Length, flash.Slot(-1).Length));
        Assert.Equal(s_model, flash.Model(1).ToArray());
        Assert.Equal((9u, 0u, 0u), (flash.Sequence(1), flash.Sequence(0), flash.Sequence(2)));
        flash.Erase(0x300000, 4);
        Assert.Equal((0, 0u), (flash.Model(1).Length, flash.Sequence(1)));
    }

    [Fact]
    public void Load_WhatSaveWrote_IsTheSameFlash()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "flash.bin");
        VirtualFlash flash = VirtualFlash.WithModel(s_board, s_model);

        flash.Save(path);

        Assert.True(flash.Bytes.SequenceEqual(VirtualFlash.Load(s_board, path).Bytes));
        File.WriteAllBytes(path, new byte[100]);
        Assert.Contains("has 100 bytes, but the flash of the esp32-cam board has 4,194,304; name the board that the file belongs to", Assert.Throws<BoardException>(() => VirtualFlash.Load(s_board, path)).Message);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(4 << 20, 1)]
    [InlineData((4 << 20) - 3, 4)]
    [InlineData(int.MaxValue, 4)]
    public void Write_BeyondTheFlash_IsRefused(int address, int count)
    {
        var flash = new VirtualFlash(s_board);

        Assert.Throws<BoardException>(() => flash.Write(address, new byte[count]));
        Assert.Throws<BoardException>(() => flash.Erase(address, count));
    }
}
