// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.TfLite;

namespace Embedded.Compiler.Tests.TfLite;

public sealed class PixelRangeTests
{
    public static TheoryData<string, float, int> UsualGrids => new()
    {
        { "(pixel - 128)/128", 1f / 128, 0 },
        { "(pixel - 127.5)/127.5", 0.007843138f, -1 }, // Keras: [-1, 1] in 255 steps
        { "(pixel - 0)/255", 1f / 255, -128 },
        { "(pixel - 0)/1", 1f, -128 },
    };

    [Theory]
    [MemberData(nameof(UsualGrids))]
    public void Guess_GridOfAUsualRange_FindsIt(string range, float scale, int zeroPoint) =>
        Assert.Equal(range, PixelRange.Guess(scale, zeroPoint)?.ToString());

    [Theory]
    [InlineData(0.018631116f, -14)] // ImageNet mean and deviation a channel
    [InlineData(0.5847029f, 83)] // a spectrogram
    public void Guess_OtherGrids_FindsNone(float scale, int zeroPoint) => Assert.Null(PixelRange.Guess(scale, zeroPoint));

    [Theory]
    [MemberData(nameof(UsualGrids))]
    public void TableFor_GridLaidOverTheRange_IsPixelXor80(string range, float scale, int zeroPoint)
    {
        PixelRange found = PixelRange.Usual.Single(usual => usual.ToString() == range);
        Assert.Null(found.TableFor(scale, zeroPoint));
    }

    [Fact]
    public void TableFor_NetworkThatSawHalfTheGrid_RoundsToItsSteps()
    {
        sbyte[]? table = PixelRange.Unit.TableFor(2f / 255, 0); // real 0 to 1 on steps of 2/255: int8 0 to 128, clamped
        Assert.NotNull(table);
        Assert.Equal(256, table.Length);
        Assert.Equal((0, 1, 1, 2, 127, 127), (table[0], table[1], table[2], table[3], table[254], table[255])); // halves go away from zero
    }

    [Fact]
    public void RealOf_EndsOfTheRanges_AreTheirDefinition()
    {
        Assert.Equal((-1, 127 / 128.0), (PixelRange.Symmetric128.RealOf(0), PixelRange.Symmetric128.RealOf(255)));
        Assert.Equal((-1, 1), (PixelRange.Symmetric.RealOf(0), PixelRange.Symmetric.RealOf(255)));
        Assert.Equal((0, 1), (PixelRange.Unit.RealOf(0), PixelRange.Unit.RealOf(255)));
        Assert.Equal((0, 255), (PixelRange.Raw.RealOf(0), PixelRange.Raw.RealOf(255)));
    }
}
