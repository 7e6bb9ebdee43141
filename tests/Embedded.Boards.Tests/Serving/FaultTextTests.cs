// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Serving;

public class FaultTextTests
{
    [Fact]
    public void Parse_AllFaults_AreRead()
    {
        var expected = new FaultOptions
        {
            Seed = 7, FlippedBytes = 0.01, TornLines = 0.02, NoisyLines = 0.03, FramingPeriod = 500, ResetPeriod = 200, UnplugPeriod = 300,
            SlowFrames = TimeSpan.FromMilliseconds(50),
        };

        Assert.Equal(expected, FaultText.Parse("flips=0.01, torn=0.02,noise=0.03,framing=500,resets=200,unplug=300,slow=50ms", 7));
        Assert.Equal(new FaultOptions { Seed = 3 }, FaultText.Parse("", 3));
    }

    [Theory]
    [InlineData("flips=2", "from 0 to 1")]
    [InlineData("torn", "from 0 to 1")]
    [InlineData("noise=-1", "from 0 to 1")]
    [InlineData("resets=3", "from 20")]
    [InlineData("framing=0", "from 1")]
    [InlineData("slow=50", "from 1ms")]
    [InlineData("fire=1", "there are flips, torn")]
    public void Parse_Nonsense_IsOneSentence(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => FaultText.Parse(text, 1)).Message);
}
