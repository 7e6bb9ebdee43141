// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using Embedded.Testing;

namespace Embedded.Boards.Tests;

public partial class BoardPinsSourceTests
{
    [Fact]
    public void Of_Esp32Cam_IsTheFileOfTheFirmware()
    {
        string file = File.ReadAllText(Path.Combine(SharedFolder.Repository, "firmware", "App", BoardPinsSource.FileName));

        Assert.Equal(file.ReplaceLineEndings("\n"), BoardPinsSource.Of(BoardDescriptor.Load("esp32-cam")));
    }

    [Fact]
    public void Of_BoardWithoutLeds_SaysSo()
    {
        string text = BoardPinsSource.Of(BoardDescriptor.Load("esp32-s3-eye"));

        Assert.Contains("const string Board = \"esp32-s3-eye\";", text);
        Assert.Contains("const int StatusLed = -1;", text);
        Assert.Contains("const int FlashLed = -1;", text);
        Assert.Contains("const int CameraOrientation = 1;", text);
    }

    [Fact]
    public void Of_AnyKnownBoard_HasItsPinsInOrder()
    {
        foreach (BoardDescriptor board in BoardCatalog.Names.Select(BoardDescriptor.Load))
        {
            string text = BoardPinsSource.Of(board);
            string list = text[text.IndexOf("new int[]", StringComparison.Ordinal)..];

            Assert.Equal(board.Camera.Pins, Entry().Matches(list).Select(match => int.Parse(match.Groups[1].Value)));
            Assert.DoesNotContain('\r', text);
        }
    }

    [GeneratedRegex(@"(?<=[ \n])(-?\d+),")]
    private static partial Regex Entry();
}
