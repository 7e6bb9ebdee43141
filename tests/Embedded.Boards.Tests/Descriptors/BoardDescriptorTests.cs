// SPDX-License-Identifier: MIT
using Embedded.Device;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Descriptors;

public class BoardDescriptorTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");

    [Fact]
    public void Load_Esp32Cam_IsTheAiThinkerBoard()
    {
        Assert.Equal(("esp32-cam", "AI-Thinker ESP32-CAM", "ESP32", "ESP32_PSRAM_REV0"), (s_board.Name, s_board.Title, s_board.Chip, s_board.FirmwareTarget));
        Assert.Equal((160, 240, 532480, 4194304, 4194304, 921600),
            (s_board.ClockMHz, s_board.MaxClockMHz, s_board.RamBytes, s_board.PsramBytes, s_board.FlashBytes, s_board.ConsoleBaud));
        Assert.Equal(new FlashPartition("deploy", 0x1E0000, 0x1C0000), s_board.DeployPartition);
        Assert.Equal([new FlashPartition("model0", 0x260000, 0x140000), new FlashPartition("model1", 0x300000, 0xA0000)], s_board.ModelSlots);
        Assert.Equal(0x80000, s_board.ApplicationBytes);
        Assert.Equal(["bootloader", "partitions", "nvs", "phy_init", "factory", "deploy", "config"], s_board.Flash.Select(part => part.Name));
        Assert.Equal(s_board.FlashBytes, s_board.Flash[^1].End);
    }

    [Fact]
    public void Load_EveryKnownBoard_HasItsFoldersName()
    {
        Assert.Contains("esp32-cam", BoardCatalog.Names);
        Assert.All(BoardCatalog.Names, name => Assert.Equal(name, BoardDescriptor.Load(name).Name));
    }

    [Fact]
    public void Load_PathOfAFile_ReadsIt()
    {
        string folder = Path.Combine(SharedFolder.Repository, "boards", "esp32-cam");

        Assert.Equal("esp32-cam", BoardDescriptor.Load(Path.Combine(folder, "board.json")).Name);
        Assert.Equal("esp32-cam", BoardDescriptor.Load(folder + "/").Name);
    }

    [Theory]
    [InlineData("esp32-can")]
    [InlineData("")]
    [InlineData("nowhere/board.json")]
    public void Load_UnknownBoard_NamesTheKnownOnes(string name)
    {
        var exception = Assert.Throws<BoardException>(() => BoardDescriptor.Load(name));

        Assert.Contains(name, exception.Message);
        Assert.Contains("known boards: ", exception.Message);
        Assert.Contains("esp32-cam", exception.Message);
    }

    [Fact]
    public void CameraFormat_ForAnyInput_IsOneTheBoardTakes()
    {
        var used = new HashSet<FrameSize>();
        for (int size = 8; size <= 400; size += 8)
        {
            foreach (int channels in new[] { 1, 3 })
            {
                CameraFormat square = CameraFormat.For(new InputSpec(size, size, channels, ResizeMethod.Area, null));
                CameraFormat wide = CameraFormat.For(new InputSpec(size * 3 / 4, size, channels, ResizeMethod.Area, null));
                Assert.Contains(square.Format, s_board.Camera.Formats);
                used.Add(new FrameSize(square.Width, square.Height));
                used.Add(new FrameSize(wide.Width, wide.Height));
            }
        }

        Assert.Subset(s_board.Camera.FrameSizes.ToHashSet(), used);
    }
}
