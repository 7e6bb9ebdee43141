// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards.Tests.Simulation;

public class DrawnFramesTests
{
    [Fact]
    public void Next_ManyFrames_WanderOverOneFlowerAndThenShowAnother()
    {
        var frames = new DrawnFrames(4, seed: 1);
        Picture[] pictures = [.. Enumerable.Range(0, 24).Select(_ => frames.Next()!)];

        Assert.All(pictures, picture => Assert.Equal((128, 128), (picture.Width, picture.Height)));
        Assert.Equal(24, pictures.Select(picture => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(picture.Rgb))).Distinct().Count());
        var again = new DrawnFrames(4, seed: 1);
        Assert.All(pictures, picture => Assert.Equal(picture.Rgb, again.Next()!.Rgb));
    }
}
