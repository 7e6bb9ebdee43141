// SPDX-License-Identifier: MIT
using Embedded.Native;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Descriptors;

/// <summary>The descriptions in boards/ against what nanoFramework's partition tables and the boards' pin maps say, as numbers.</summary>
public class KnownBoardTests
{
    // What firmware/Native/esp32/esp32_slot.c takes from the end of "deploy" for the slots.
    private static readonly int[] s_slotsFromEnd = [0x140000, 0xA0000];

    public static TheoryData<string> Names => [.. BoardCatalog.Names];

    [Fact]
    public void Names_AreTheFoldersOfTheRepository()
    {
        Assert.Equal(
            ["esp-eye", "esp32-cam", "esp32-s3-eye", "freenove-s3", "m5stack-camera", "m5stack-camera-a", "ttgo-t-journal", "xiao-esp32s3"],
            BoardCatalog.Names);
    }

    /// <summary>nf-interpreter, targets/ESP32/_IDF/esp32/partitions_nanoclr_4mb.csv and esp32s3/partitions_nanoclr_8mb.csv.</summary>
    [Theory]
    [InlineData("esp-eye", "ESP32", 0x400000, 0x1000, 0x1D0000, 0x1E0000, 0x1C0000, 0x3C0000, 0x40000)]
    [InlineData("esp32-cam", "ESP32", 0x400000, 0x1000, 0x1D0000, 0x1E0000, 0x1C0000, 0x3C0000, 0x40000)]
    [InlineData("m5stack-camera", "ESP32", 0x400000, 0x1000, 0x1D0000, 0x1E0000, 0x1C0000, 0x3C0000, 0x40000)]
    [InlineData("m5stack-camera-a", "ESP32", 0x400000, 0x1000, 0x1D0000, 0x1E0000, 0x1C0000, 0x3C0000, 0x40000)]
    [InlineData("ttgo-t-journal", "ESP32", 0x400000, 0x1000, 0x1D0000, 0x1E0000, 0x1C0000, 0x3C0000, 0x40000)]
    [InlineData("esp32-s3-eye", "ESP32-S3", 0x800000, 0x0000, 0x1A0000, 0x1B0000, 0x2E0000, 0x490000, 0x200000)]
    [InlineData("freenove-s3", "ESP32-S3", 0x800000, 0x0000, 0x1A0000, 0x1B0000, 0x2E0000, 0x490000, 0x200000)]
    [InlineData("xiao-esp32s3", "ESP32-S3", 0x800000, 0x0000, 0x1A0000, 0x1B0000, 0x2E0000, 0x490000, 0x200000)]
    public void Flash_OfAKnownBoard_IsThePartitionTableOfItsFirmware(
        string name, string chip, int flashBytes, int bootLoader, int factoryBytes, int deploy, int deployBytes, int config, int configBytes)
    {
        BoardDescriptor board = BoardDescriptor.Load(name);

        Assert.Equal((chip, flashBytes), (board.Chip, board.FlashBytes));
        FlashPartition[] expected =
        [
            new("bootloader", bootLoader, 0x8000 - bootLoader),
            new("partitions", 0x8000, 0x1000),
            new("nvs", 0x9000, 0x6000),
            new("phy_init", 0xF000, 0x1000),
            new("factory", 0x10000, factoryBytes),
            new("deploy", deploy, deployBytes),
            new("config", config, configBytes),
        ];
        Assert.Equal(expected, board.Flash);
        Assert.Equal("deploy", board.DeployPartition.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ModelSlots_OfAKnownBoard_AreWhereTheFirmwareLooks(string name)
    {
        BoardDescriptor board = BoardDescriptor.Load(name);

        Assert.Equal(s_slotsFromEnd, board.ModelSlots.Select(slot => board.DeployPartition.End - slot.Offset));
        Assert.All(board.ModelSlots, slot => Assert.Equal(0, slot.Offset % 0x10000));
        Assert.True(board.ApplicationBytes >= 0x80000);
    }

    /// <summary>In the order of NativeCamera.Open; see docs/building-firmware.md for where the pin maps are from.</summary>
    [Theory]
    [InlineData("esp32-cam", 32, -1, 0, 26, 27, 5, 18, 19, 21, 36, 39, 34, 35, 25, 23, 22)]
    [InlineData("esp-eye", -1, -1, 4, 18, 23, 34, 13, 14, 35, 39, 38, 37, 36, 5, 27, 25)]
    [InlineData("m5stack-camera-a", -1, 15, 27, 25, 23, 32, 35, 34, 5, 39, 18, 36, 19, 22, 26, 21)]
    [InlineData("m5stack-camera", -1, 15, 27, 22, 23, 32, 35, 34, 5, 39, 18, 36, 19, 25, 26, 21)]
    [InlineData("ttgo-t-journal", 0, 15, 27, 25, 23, 17, 35, 34, 5, 39, 18, 36, 19, 22, 26, 21)]
    [InlineData("esp32-s3-eye", -1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13)]
    [InlineData("freenove-s3", -1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13)]
    [InlineData("xiao-esp32s3", -1, -1, 10, 40, 39, 15, 17, 18, 16, 14, 12, 11, 48, 38, 47, 13)]
    public void CameraPins_OfAKnownBoard_AreItsPinMap(string name, params int[] pins)
    {
        Assert.Equal(pins, BoardDescriptor.Load(name).Camera.Pins);
    }

    [Theory]
    [InlineData("esp32-cam", "ESP32_PSRAM_REV0", 160, 4 << 20, 262_144, ConsolePort.Adapter, 0)]
    [InlineData("esp-eye", "ESP32_PSRAM_REV0", 160, 4 << 20, 262_144, ConsolePort.Bridge, 0)]
    [InlineData("m5stack-camera", "ESP32_PSRAM_REV0", 160, 4 << 20, 262_144, ConsolePort.Bridge, 0)]
    [InlineData("m5stack-camera-a", "ESP32_PSRAM_REV0", 160, 4 << 20, 262_144, ConsolePort.Bridge, 0)]
    [InlineData("ttgo-t-journal", "ESP32_REV0", 240, 0, 0, ConsolePort.Bridge, 0)]
    [InlineData("esp32-s3-eye", "ESP32_S3_OCTAL", 240, 8 << 20, 1_048_576, ConsolePort.Usb, NativeCamera.FlipVertical)]
    [InlineData("freenove-s3", "ESP32_S3_OCTAL", 240, 8 << 20, 1_048_576, ConsolePort.Bridge, 0)]
    [InlineData("xiao-esp32s3", "ESP32_S3_OCTAL", 240, 8 << 20, 1_048_576, ConsolePort.Usb, 0)]
    public void Firmware_OfAKnownBoard_IsTheTargetWithItsSettings(string name, string target, int clock, int psram, int reserved, ConsolePort port, int orientation)
    {
        BoardDescriptor board = BoardDescriptor.Load(name);

        Assert.Equal((target, clock, 240, 921_600, port), (board.FirmwareTarget, board.ClockMHz, board.MaxClockMHz, board.ConsoleBaud, board.ConsolePort));
        Assert.Equal((psram, reserved, orientation), (board.PsramBytes, board.ReservedPsramBytes, board.Camera.Orientation));
    }

    [Fact]
    public void Pins_OfAnEsp32S3_AreThoseThatTheChipHas()
    {
        BoardDescriptor board = BoardDescriptor.Load("xiao-esp32s3");

        Assert.Equal(Enumerable.Range(0, 22).Concat(Enumerable.Range(26, 23)), board.OutputPins); // GPIO22 to GPIO25 do not exist
        Assert.Equal((49, 0), (board.PinCount, board.InputOnlyPins.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Readme_OfAKnownBoard_SaysWhatWasNotTried(string name)
    {
        string text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "boards", name, "README.md"));

        Assert.StartsWith($"# {BoardDescriptor.Load(name).Title}\n", text.ReplaceLineEndings("\n"));
        Assert.All(new[] { "## Wiring", "## Listening", "## LEDs", "## What fits", "## Not tried" }, heading => Assert.Contains($"\n{heading}\n", text.ReplaceLineEndings("\n")));
    }
}
