// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;
using Embedded.Vision;

namespace Embedded.Data.Tests;

public class StillSequenceTests
{
    private static readonly Picture s_rose = SyntheticFlowers.Draw(1, 2, 0, 64);
    private static readonly InputSpec s_input = new(48, 48, 3, ResizeMethod.Area, null);

    [Fact]
    public void Of_NothingMoves_IsWhatTheNetworkSeesOfTheStill()
    {
        byte[] still = PictureFrames.ToInput(s_rose, s_input).Pixels;

        Assert.All(Frames(new CameraMotion(0, 0, 0, 0), 3), frame => Assert.Equal(still, frame.Pixels));
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameFramesAndAnotherSeedOthers()
    {
        Assert.Equal(Frames(CameraMotion.HandHeld, 4).Select(frame => frame.Pixels), Frames(CameraMotion.HandHeld, 4).Select(frame => frame.Pixels));
        Assert.NotEqual(Frames(CameraMotion.HandHeld, 1)[0].Pixels, Frames(CameraMotion.HandHeld, 1, seed: 2)[0].Pixels);
    }

    [Fact]
    public void Of_NoiseAlone_HasTheStatedDeviation()
    {
        var grey = new Picture(64, 64, [.. Enumerable.Repeat((byte)128, 64 * 64 * 3)]);
        byte[] pixels = StillSequence.Of(grey, s_input, new CameraMotion(0, 0, 0, 4), new SplitMix64(1)).First().Pixels;

        Assert.Equal(128, pixels.Average(pixel => pixel), 0.3); // six standard errors
        Assert.Equal(4, Math.Sqrt(pixels.Average(pixel => (pixel - 128.0) * (pixel - 128.0))), 0.2);
    }

    [Fact]
    public void Of_HandHeld_MovesFromFrameToFrameButStaysAtTheSubject()
    {
        byte[] still = PictureFrames.ToInput(s_rose, s_input).Pixels;
        Frame[] frames = Frames(CameraMotion.HandHeld with { Noise = 0 }, 30);

        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.NotEqual(pair.First.Pixels, pair.Second.Pixels));
        Assert.All(frames, frame => Assert.InRange(frame.Pixels.Zip(still, (one, other) => Math.Abs(one - other)).Average(), 0.01, 40));
    }

    [Fact]
    public void Of_GreyOrWideInput_HasItsFormatAndSize()
    {
        Frame frame = StillSequence.Of(s_rose, new InputSpec(20, 32, 1, ResizeMethod.Bilinear, null), CameraMotion.Fixed, new SplitMix64(1)).First();

        Assert.Equal((32, 20, PixelFormat.Gray8), (frame.Width, frame.Height, frame.Format));
    }

    [Fact]
    public void Of_PictureOfOnePixel_IsThatColour()
    {
        Frame frame = StillSequence.Of(new Picture(1, 1, [10, 20, 30]), s_input, new CameraMotion(0.5f, 0.5f, 0, 0), new SplitMix64(1)).First();

        Assert.Equal([10, 20, 30], frame.Pixels[^3..]);
    }

    private static Frame[] Frames(CameraMotion motion, int count, ulong seed = 1) => [.. StillSequence.Of(s_rose, s_input, motion, new SplitMix64(seed)).Take(count)];
}
