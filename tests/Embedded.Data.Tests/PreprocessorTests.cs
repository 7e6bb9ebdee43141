// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;
using Embedded.Vision;

namespace Embedded.Data.Tests;

/// <summary>Core's one preprocessor against its definition, on pictures.</summary>
public sealed class PreprocessorTests
{
    private static readonly PixelFormat[] s_formats =
        [PixelFormat.Gray8, PixelFormat.Rgb888, PixelFormat.Rgb565LittleEndian, PixelFormat.Rgb565BigEndian];

    [Theory]
    [InlineData(ResizeMethod.Area)]
    [InlineData(ResizeMethod.Bilinear)]
    public void Run_RandomFramesAndInputs_EqualsTheDefinition(ResizeMethod resize)
    {
        for (int trial = 0; trial < 150; trial++)
        {
            SplitMix64 random = SplitMix64.For(20, (int)resize, trial);
            Picture picture = TestPictures.Noise(random.Next(), random.Whole(1, 24), random.Whole(1, 24));
            Frame frame = PictureFrames.To(picture, random.Pick(s_formats));
            sbyte[]? table = random.Chance(0.2f) ? [.. Enumerable.Range(0, 256).Select(_ => (sbyte)random.Next())] : null;
            var spec = new InputSpec(random.Whole(1, 16), random.Whole(1, 16), random.Chance(0.3f) ? 1 : 3, resize, table);

            sbyte[] expected = new PreprocessorOracle(frame, spec).Run();

            Assert.True(
                expected.SequenceEqual(Run(frame, spec)),
                $"trial {trial}: {frame.Width}x{frame.Height} format {frame.Format} to {spec.Width}x{spec.Height}x{spec.Channels}");
        }
    }

    [Theory]
    [InlineData(ResizeMethod.Area)]
    [InlineData(ResizeMethod.Bilinear)]
    public void Run_CameraFrame_EqualsTheDefinition(ResizeMethod resize)
    {
        Frame frame = PictureFrames.To(TestPictures.Noise(3, 160, 120), PixelFormat.Rgb565BigEndian);
        var spec = new InputSpec(24, 24, 3, resize, null);

        Assert.Equal(new PreprocessorOracle(frame, spec).Run(), Run(frame, spec));
    }

    [Theory]
    [InlineData(ResizeMethod.Area)]
    [InlineData(ResizeMethod.Bilinear)]
    public void Run_SameSize_ChangesNothing(ResizeMethod resize)
    {
        Picture picture = TestPictures.Noise(4, 31, 17);

        sbyte[] tensor = Run(picture.ToFrame(), new InputSpec(17, 31, 3, resize, null));

        Assert.Equal(picture.Rgb.Select(value => (sbyte)(value - 128)), tensor);
    }

    [Theory]
    [InlineData(ResizeMethod.Area, PixelFormat.Rgb565LittleEndian)]
    [InlineData(ResizeMethod.Area, PixelFormat.Rgb565BigEndian)]
    [InlineData(ResizeMethod.Bilinear, PixelFormat.Rgb565LittleEndian)]
    [InlineData(ResizeMethod.Bilinear, PixelFormat.Rgb565BigEndian)]
    public void Run_PhotoSentAsRgb565_EqualsThePhotoReducedTo565(ResizeMethod resize, PixelFormat format)
    {
        for (int label = 0; label < SyntheticFlowers.Labels.Count; label++)
        {
            Picture photo = SyntheticFlowers.Draw(6, label, 0, 112);
            var reduced = new Picture(photo.Width, photo.Height, [.. photo.Rgb.Select((value, i) => Reduce(value, bits: i % 3 == 1 ? 6 : 5))]);
            foreach (int channels in new[] { 1, 3 })
            {
                var spec = new InputSpec(96, 64, channels, resize, null);
                Assert.Equal(Run(reduced.ToFrame(), spec), Run(PictureFrames.To(photo, format), spec));
                Assert.Equal(Run(reduced.ToFrame(), spec), Run(photo.Reduced565().ToFrame(), spec));
            }

            Assert.NotEqual(photo.Rgb, reduced.Rgb);
            Assert.Equal(reduced.Rgb, photo.Reduced565().Rgb);
        }
    }

    [Theory]
    [InlineData(10, 4, 4, 4, 3, 0)] // 6 columns too many: 3 on either side
    [InlineData(9, 4, 4, 4, 2, 0)] // 5 too many: the odd one stays at the right
    [InlineData(4, 9, 4, 4, 0, 2)]
    [InlineData(8, 8, 2, 1, 0, 2)] // 2:1 needs 8x4
    public void Run_OtherAspect_CropsTheMiddle(int width, int height, int modelWidth, int modelHeight, int left, int top)
    {
        // Pixel (x, y) is worth 16 x + y; a model whose input is as large as the crop reads the crop's corner unchanged.
        int scale = Math.Min(width / modelWidth, height / modelHeight);
        byte[] pixels = [.. from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select (byte)(16 * x + y)];
        var frame = new Frame(pixels, width, height, PixelFormat.Gray8);

        sbyte[] tensor = Run(frame, new InputSpec(modelHeight * scale, modelWidth * scale, 1, ResizeMethod.Area, null));

        Assert.Equal(16 * left + top, tensor[0] + 128);
        Assert.Equal(16 * (left + modelWidth * scale - 1) + top + modelHeight * scale - 1, tensor[^1] + 128);
    }

    [Theory]
    [InlineData(255, 255, 255, 255)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(255, 0, 0, 77)] // 76.7
    [InlineData(0, 255, 0, 149)] // 149.4
    [InlineData(0, 0, 255, 29)] // 28.9
    [InlineData(10, 20, 30, 18)] // 18.1
    public void Run_ColourToGrey_IsLuma(byte red, byte green, byte blue, int grey)
    {
        var frame = new Frame([red, green, blue], 1, 1, PixelFormat.Rgb888);

        Assert.Equal(grey - 128, Run(frame, new InputSpec(1, 1, 1, ResizeMethod.Area, null))[0]);
    }

    private static sbyte[] Run(Frame frame, InputSpec spec)
    {
        var tensor = new sbyte[spec.Height * spec.Width * spec.Channels];
        new Preprocessor(spec).Run(frame, tensor, 0);
        return tensor;
    }

    private static byte Reduce(byte value, int bits)
    {
        int kept = value >> (8 - bits);
        return (byte)((kept << (8 - bits)) | (kept >> (2 * bits - 8)));
    }
}
