// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Vision;

namespace Embedded.Cli.Tests.Training;

public class AugmentationTests
{
    private static readonly AugmentationSettings s_unchanged = new()
    {
        MinimumCropArea = 1,
        AspectRange = 0,
        Flip = false,
        RotationDegrees = 0,
        Brightness = 0,
        Contrast = 0,
        Saturation = 0,
        HueDegrees = 0,
        WhiteBalance = 0,
        BlurProbability = 0,
        NoiseProbability = 0,
        Rgb565Probability = 0,
    };

    [Fact]
    public void Run_EverythingOff_ReturnsThePicture()
    {
        byte[] pixels = Pixels(40 * 40 * 3);
        Frame frame = new Augmenter(s_unchanged, 40).Run(new Frame(pixels, 40, 40, PixelFormat.Rgb888), Random(1));
        Assert.Equal(40, frame.Width);
        Assert.Equal(pixels, frame.Pixels[..frame.ByteCount]);
    }

    [Fact]
    public void Warp_Mirrored_ReversesRows()
    {
        byte[] pixels = Pixels(4 * 4 * 3);
        var mirrored = new byte[pixels.Length];
        Warp.Run(pixels, 4, 4, new CropWindow(2, 2, 4, 4, 0, true), mirrored, 4);
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 4; x++)
            {
                Assert.Equal(pixels.AsSpan(3 * ((4 * y) + x), 3).ToArray(), mirrored.AsSpan(3 * ((4 * y) + 3 - x), 3).ToArray());
            }
        }
    }

    [Fact]
    public void Warp_QuarterTurn_MovesTheTopRowToTheSide()
    {
        byte[] pixels = Pixels(5 * 5 * 3);
        var turned = new byte[pixels.Length];
        Warp.Run(pixels, 5, 5, new CropWindow(2.5, 2.5, 5, 5, Math.PI / 2, false), turned, 5);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(pixels[3 * ((5 * i) + 4)], turned[3 * i]); // the right column, read downwards, is the new top row
        }
    }

    [Fact]
    public void Warp_Halfway_AveragesNeighbours()
    {
        byte[] pixels = [0, 0, 0, 100, 200, 50, 10, 20, 30, 90, 80, 70];
        var one = new byte[3];
        Warp.Run(pixels, 2, 2, new CropWindow(1, 1, 1, 1, 0, false), one, 1);
        Assert.Equal([50, 75, 38], one); // (0 + 100 + 10 + 90)/4, 75, 37.5 rounded half up
    }

    [Fact]
    public void Warp_OutsideThePicture_MirrorsAtTheEdge()
    {
        byte[] pixels = [10, 10, 10, 20, 20, 20];
        var wide = new byte[6 * 6 * 3];
        Warp.Run(pixels, 2, 1, new CropWindow(1, 0.5, 6, 1, 0, false), wide, 6);
        Assert.Equal([20, 10, 10, 20, 20, 10], Enumerable.Range(0, 6).Select(x => (int)wide[3 * x]));
    }

    [Fact]
    public void Blur_OnePoint_SpreadsBinomially()
    {
        var pixels = new byte[5 * 5 * 3];
        pixels[3 * 12] = 160;
        Blur.Run(pixels, 5, new byte[pixels.Length]);
        Assert.Equal([10, 20, 10], new[] { 6, 7, 8 }.Select(i => (int)pixels[3 * i]));
        Assert.Equal([20, 40, 20], new[] { 11, 12, 13 }.Select(i => (int)pixels[3 * i]));
        Assert.Equal(0, pixels[(3 * 12) + 1]);
    }

    [Fact]
    public void Blur_OneColour_ChangesNothing()
    {
        byte[] pixels = Enumerable.Repeat((byte)77, 4 * 4 * 3).ToArray();
        Blur.Run(pixels, 4, new byte[pixels.Length]);
        Assert.All(pixels, value => Assert.Equal(77, value));
    }

    [Fact]
    public void Run_Rgb565_SendsTheHighBitsAsTheCameraDoes()
    {
        byte[] pixels = Pixels(33 * 33 * 3);
        var augmenter = new Augmenter(s_unchanged with { Rgb565Probability = 1 }, 33);
        Frame frame = augmenter.Run(new Frame(pixels, 33, 33, PixelFormat.Rgb888), Random(1));
        Assert.Equal(PixelFormat.Rgb565BigEndian, frame.Format);
        for (int i = 0; i < 33 * 33; i++)
        {
            int expected = (pixels[3 * i] >> 3 << 11) | (pixels[(3 * i) + 1] >> 2 << 5) | (pixels[(3 * i) + 2] >> 3);
            Assert.Equal(expected, (frame.Pixels[2 * i] << 8) | frame.Pixels[(2 * i) + 1]);
        }
    }

    [Fact]
    public void Run_Colours_KeepGreyGreyUnderHueAndSaturation()
    {
        byte[] grey = Enumerable.Range(0, 256).SelectMany(value => new[] { (byte)value, (byte)value, (byte)value }).ToArray();
        var settings = s_unchanged with { Saturation = 0.5, HueDegrees = 30 };
        for (int sample = 0; sample < 20; sample++)
        {
            byte[] varied = [.. grey];
            SeededRandom random = Random(sample);
            new ColourVariation(settings, ref random).Run(varied, 256, PixelFormat.Rgb888);
            for (int i = 0; i < varied.Length; i++)
            {
                Assert.InRange(varied[i], grey[i] - 1, grey[i] + 1); // the matrix is rounded to 1/4096
            }
        }
    }

    [Fact]
    public void Run_Brightness_StaysInItsRange()
    {
        for (int sample = 0; sample < 50; sample++)
        {
            byte[] pixels = [100, 100, 100];
            SeededRandom random = Random(sample);
            new ColourVariation(s_unchanged with { Brightness = 0.25 }, ref random).Run(pixels, 1, PixelFormat.Rgb888);
            Assert.InRange(pixels[0], 80, 125);
        }
    }

    [Fact]
    public void Draw_ManyWindows_LieInsideThePictureWithTheGivenShare()
    {
        var settings = new AugmentationSettings { MinimumCropArea = 0.3, AspectRange = 0.33 };
        double smallest = 1;
        double largest = 0;
        for (int sample = 0; sample < 1000; sample++)
        {
            SeededRandom random = Random(sample);
            CropWindow window = CropWindow.Draw(settings, 160, 120, ref random);
            Assert.InRange(window.CentreX - (window.Width / 2), -1e-9, 160);
            Assert.InRange(window.CentreX + (window.Width / 2), 0, 160 + 1e-9);
            Assert.InRange(window.CentreY - (window.Height / 2), -1e-9, 120);
            Assert.InRange(window.CentreY + (window.Height / 2), 0, 120 + 1e-9);
            Assert.InRange(window.Width / window.Height, 1 / 1.34, 1.34);
            double share = window.Width * window.Height / (120 * 120);
            smallest = Math.Min(smallest, share);
            largest = Math.Max(largest, share);
        }

        Assert.InRange(smallest, 0.25, 0.32);
        Assert.InRange(largest, 0.95, 1);
    }

    [Fact]
    public void Run_SameStream_GivesTheSameFrameOnAnyInstance()
    {
        var picture = new Frame(Pixels(60 * 50 * 3), 60, 50, PixelFormat.Rgb888);
        var settings = new AugmentationSettings { BlurProbability = 0.5, NoiseProbability = 0.5 };
        var used = new Augmenter(settings, 32);
        for (int sample = 0; sample < 20; sample++)
        {
            Frame first = used.Run(picture, Random(sample));
            Frame second = new Augmenter(settings, 32).Run(picture, Random(sample));
            Assert.Equal(first.Format, second.Format);
            Assert.Equal(first.Pixels[..first.ByteCount], second.Pixels[..second.ByteCount]);
        }
    }

    [Fact]
    public void Run_ShareOfCameraFrames_LeavesTheOtherPicturesAsTheyWere()
    {
        var picture = new Frame(Pixels(60 * 50 * 3), 60, 50, PixelFormat.Rgb888);
        var settings = new AugmentationSettings();
        var without = new Augmenter(settings, 32);
        var half = new Augmenter(settings with { CameraProbability = 0.5 }, 32);
        var all = new Augmenter(settings with { CameraProbability = 1 }, 32);

        int same = 0;
        for (int sample = 0; sample < 100; sample++)
        {
            byte[] crude = Bytes(without.Run(picture, Random(sample)));
            byte[] mixed = Bytes(half.Run(picture, Random(sample)));
            byte[] camera = Bytes(all.Run(picture, Random(sample)));
            Assert.NotEqual(crude, camera);
            bool isCrude = mixed.SequenceEqual(crude);
            Assert.True(isCrude || mixed.SequenceEqual(camera));
            same += isCrude ? 1 : 0;
        }

        Assert.InRange(same, 30, 70);
    }

    [Fact]
    public void Apart_Taken_LeavesTheStreamAsItWas()
    {
        SeededRandom touched = Random(1);
        SeededRandom untouched = Random(1);
        ulong first = touched.Apart(1).Next();
        ulong second = touched.Apart(2).Next();

        Assert.Equal(untouched.Next(), touched.Next());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Run_CameraAtAnotherInputSize_SeesTheSame()
    {
        var pixels = new byte[240 * 240 * 3];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)(128 + 100 * Math.Sin(index / 3 % 240 / 40.0 + index % 3) * Math.Cos(index / 720 / 50.0));
        }

        var picture = new Frame(pixels, 240, 240, PixelFormat.Rgb888);
        var settings = new AugmentationSettings { CameraProbability = 1 };
        var small = new Augmenter(settings, 48);
        var large = new Augmenter(settings, 144);
        double own = 0;
        double other = 0;
        for (int sample = 0; sample < 20; sample++)
        {
            sbyte[] view = View(small.Run(picture, Random(sample)));
            own += Difference(view, View(large.Run(picture, Random(sample))));
            other += Difference(view, View(large.Run(picture, Random(sample + 1))));
        }

        Assert.InRange(own / 20, 0, 4); // of 255: the noise is drawn anew at each size
        Assert.True(other > 5 * own);
    }

    [Fact]
    public void Run_CameraOfAGreyNetwork_SendsNo565()
    {
        var picture = new Frame(Pixels(40 * 40 * 3), 40, 40, PixelFormat.Rgb888);
        var settings = new AugmentationSettings { CameraProbability = 1 };
        var grey = new Augmenter(settings, 32, isGrey: true);
        var colour = new Augmenter(settings, 32);

        Assert.All(Enumerable.Range(0, 20), sample => Assert.Equal(PixelFormat.Rgb888, grey.Run(picture, Random(sample)).Format));
        Assert.Contains(Enumerable.Range(0, 20), sample => colour.Run(picture, Random(sample)).Format == PixelFormat.Rgb565BigEndian);
    }

    [Fact]
    public void Run_LargeCrop_LeavesShrinkingToThePreprocessor()
    {
        var picture = new Frame(Pixels(200 * 200 * 3), 200, 200, PixelFormat.Rgb888);
        Frame frame = new Augmenter(s_unchanged, 96).Run(picture, Random(1));
        Assert.Equal(192, frame.Width); // at most twice the model's input
        Assert.Equal(96, new Augmenter(s_unchanged with { CameraProbability = 1 }, 96).Run(picture, Random(1)).Width); // what a board asks its camera for
    }

    private static byte[] Bytes(Frame frame) => [.. frame.Pixels.AsSpan(0, frame.ByteCount), (byte)frame.Format];

    private static sbyte[] View(Frame frame)
    {
        var tensor = new sbyte[16 * 16 * 3];
        new Preprocessor(new InputSpec(16, 16, 3, ResizeMethod.Area, null)).Run(frame, tensor, 0);
        return tensor;
    }

    private static double Difference(sbyte[] first, sbyte[] second) => first.Zip(second).Average(pair => Math.Abs(pair.First - pair.Second));

    private static SeededRandom Random(int sample) => new(7, 8, sample);

    private static byte[] Pixels(int count)
    {
        var pixels = new byte[count];
        new Random(3).NextBytes(pixels);
        return pixels;
    }
}
