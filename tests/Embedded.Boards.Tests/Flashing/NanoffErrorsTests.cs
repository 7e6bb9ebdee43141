// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Flashing;

public class NanoffErrorsTests
{
    /// <summary>ExitCodes.cs of nanoff 2.5.</summary>
    private static readonly int[] s_all =
    [
        1000, 1002, 1003, 1004, 1005, 1006, 2000, 2001, 2002, 2003, 3000, 3001, 3002, 3003, 3004, 3005, 3006, 4000, 4001, 4002, 4003, 4004, 4005,
        5000, 5001, 5002, 5003, 5004, 5005, 5006, 5007, 5008, 5009, 5010, 5022, 5030, 5031, 5040, 5041, 6000, 6001, 6002, 7000, 8000, 8001, 8002, 8003,
        9000, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009, 9010, 9011, 9012, 9013, 9014, 9015,
    ];

    [Fact]
    public void CodeOf_EveryKnownCode_IsFoundWholeAndWrapped()
    {
        Assert.Equal(s_all.Length, s_all.Select(code => code % 256).Distinct().Count());
        Assert.Subset(s_all.ToHashSet(), NanoffErrors.Known.ToHashSet());
        Assert.All(NanoffErrors.Known, code => Assert.Equal((code, code), (NanoffErrors.CodeOf(code), NanoffErrors.CodeOf(code % 256))));
        // What is no code of nanoff: a .NET host that fails, signals, a shell that finds nothing.
        Assert.All(new[] { -1, 1, 126, 127, 130, 131, 134, 137, 139, 143, 150 }, exitCode => Assert.Null(NanoffErrors.CodeOf(exitCode)));
    }

    [Theory]
    [InlineData(165, 4005, "there is no port P, or another program has it; close monitor, Visual Studio and terminals, plug the board's adapter in, and see the names", true)]
    [InlineData(112, 6000, "the port P cannot be opened; close every other program", true)]
    [InlineData(114, 6002, "another nanoFramework program has the port P", true)]
    [InlineData(160, 4000, "hold the board's BOOT button, or connect GPIO0 to GND", true)]
    [InlineData(161, 4001, "no firmware for the size of this chip's flash", true)]
    [InlineData(162, 4002, "could not be erased; use a short cable and a good 5 V supply", true)]
    [InlineData(163, 4003, "could not be written; use a short cable", true)]
    [InlineData(164, 4004, "could not be read", true)]
    [InlineData(88, 7000, "does not know this chip", true)]
    [InlineData(40, 9000, "does not understand its arguments; update it", false)]
    [InlineData(45, 9005, "has no firmware of this target", false)]
    [InlineData(47, 9007, "check the internet connection", false)]
    [InlineData(51, 9011, "check the folder of --firmware", false)]
    public void Explain_CodeAlone_IsTheSameWholeAndWrapped(int wrapped, int code, string part, bool isDevice)
    {
        foreach (int exitCode in new[] { wrapped, code })
        {
            FlashException exception = NanoffErrors.Explain(exitCode, [], "P");

            Assert.Contains(part, exception.Message);
            Assert.EndsWith($"(nanoff E{code})", exception.Message);
            Assert.Equal(isDevice, exception.IsDevice);
        }
    }

    [Theory]
    [InlineData("Error E4000: Error executing ESP32 serial command. (Failed to connect to ESP32 bootloader. No sync response received.)", "the chip does not answer on P")]
    [InlineData("Error E4000: Error executing ESP32 serial command. (Unable to open serial port P: Access to the path 'P' is denied.)", "sudo usermod -aG dialout $USER")]
    [InlineData("Error E4000: Error executing ESP32 serial command. (Unable to open serial port P: Could not find file)", "there is no port P, or it went away")]
    [InlineData("Error E4000: Error executing ESP32 serial command. (MD5 of file does not match data in flash.)", "does not hold what was written")]
    [InlineData("Error E4003: Failed to write new firmware to ESP32. (Failed to write partition at 0x00260000 after retry.)", "broke while it was written")]
    [InlineData("Reading details from chip...Error E4000: Error executing ESP32 serial command. (Unable to open serial port P: Access to the port 'P' is denied.)", "the port P may not be opened; close every other program")]
    [InlineData("Failure to download package and couldn't find one in the cache.", "check the internet connection")]
    [InlineData("You must install or update .NET to run this application.", "dotnet tool install -g nanoff --allow-roll-forward")]
    public void Explain_Text_SaysMoreThanTheCode(string line, string part)
    {
        Assert.Contains(part, NanoffErrors.Explain(160, ["before", line, "after"], "P").Message);
    }

    [Fact]
    public void Explain_CodeInTheText_CountsBeforeTheExitCode()
    {
        Assert.EndsWith("(nanoff E9007)", NanoffErrors.Explain(160, ["E9007"], "P").Message);
        Assert.EndsWith("(nanoff E4002)", NanoffErrors.Explain(1, ["Erasing flash...Error E4002: Failed to erase ESP32 flash."], "P").Message);
        Assert.EndsWith("(nanoff E9012)", NanoffErrors.Explain(0x7FFFFFFF, ["Error E9012: CLR image file has wrong format."], "P").Message);
    }

    [Fact]
    public void Explain_UnknownCode_SaysTheNumber()
    {
        Assert.Equal("nanoff failed and gives a reason that this command does not know, exit code 3; see what it printed, and try again with a slower --baud such as 115200", NanoffErrors.Explain(3, [], "P").Message);
        Assert.StartsWith("nanoff broke down", NanoffErrors.Explain(134, [], "P").Message);
    }
}
