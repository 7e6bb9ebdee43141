// SPDX-License-Identifier: MIT
using Embedded.Data.Camera;
using Embedded.Vision;

namespace Embedded.Data.Tests;

public class CameraTests
{
    private static readonly Frame s_gradient = TestPictures.Gradient(96, 64).ToFrame();

    /// <summary>A shot that changes nothing and comes as it is developed, of a grey network.</summary>
    private static CameraShot Plain => new CameraSimulation(CameraSettings.Perfect).ShotOf(1);

    [Fact]
    public void Run_SameSeed_SameBytesWhateverWasBefore()
    {
        var used = new CameraSimulation(new CameraSettings());
        for (ulong seed = 0; seed < 20; seed++)
        {
            Frame first = used.Run(s_gradient, seed);
            Frame second = new CameraSimulation(new CameraSettings()).Run(s_gradient, seed);
            Assert.Equal(first.Format, second.Format);
            Assert.Equal(first.Pixels, second.Pixels);
        }

        Assert.NotEqual(used.Run(s_gradient, 1).Pixels, used.Run(s_gradient, 2).Pixels);
    }

    [Fact]
    public void Run_PictureGiven_StaysAsItIs()
    {
        byte[] before = [.. s_gradient.Pixels];

        Assert.NotSame(s_gradient.Pixels, new CameraSimulation(new CameraSettings(), isGrey: true).Run(s_gradient, 3).Pixels);
        Assert.Equal(before, s_gradient.Pixels);
    }

    [Fact]
    public void Run_PerfectCamera_CutsToRgb565OnlyInColour()
    {
        Frame frame = new CameraSimulation(CameraSettings.Perfect).Run(s_gradient, 5);

        Assert.Equal(PixelFormat.Rgb565BigEndian, frame.Format);
        Assert.Equal(PictureFrames.To(TestPictures.Gradient(96, 64), PixelFormat.Rgb565BigEndian).Pixels, frame.Pixels);
        Assert.Equal(s_gradient.Pixels, Grey(Plain, s_gradient));
    }

    [Fact]
    public void Run_PerfectCamera_KeepsEveryPixelValue()
    {
        byte[] ramp = [.. Enumerable.Range(0, 256).SelectMany(value => new[] { (byte)value, (byte)(255 - value), (byte)value })];

        Assert.Equal(ramp, Grey(Plain, new Frame(ramp, 16, 16, PixelFormat.Rgb888)));
    }

    [Fact]
    public void Exposure_OneStop_DoublesLightAndCutsHighlights()
    {
        byte[] frame = Grey(Plain with { Exposure = 2 }, Grey([0, 55, 100, 188, 200, 255]));

        Assert.Equal([0, 78, 138, 255, 255, 255], Red(frame)); // sRGB: 55 is light 0.0382, twice that is 78; 188 is light 0.503
    }

    [Fact]
    public void WhiteBalance_Red_LeavesGreenAndBlue()
    {
        byte[] frame = Grey(Plain with { Red = 1.3 }, Grey([128]));

        Assert.Equal([144, 128, 128], frame[..3]); // light 0.2159 x 1.3 = 0.2806, value 144.4
    }

    [Fact]
    public void Gamma_Power_IsThatOfTheValue()
    {
        Assert.Equal([0, 107, 255], Red(Grey(Plain with { Gamma = 1.25 }, Grey([0, 127, 255])))); // 255 x (127 / 255)^1.25 = 106.7
    }

    [Fact]
    public void Saturation_Half_HalvesTheDistanceFromGrey()
    {
        byte[] frame = Grey(Plain with { Saturation = 0.5 }, new Frame([200, 100, 40], 1, 1, PixelFormat.Rgb888));

        Assert.Equal([162, 112, 82], frame); // luma 123
    }

    [Fact]
    public void Blur_Point_SpreadsAsAGaussianAndKeepsTheLight()
    {
        var light = new float[33 * 21 * 3];
        light[3 * (10 * 33 + 16) + 1] = 1;
        new LensBlur().Run(light, 33, 21, 1.5);

        float centre = light[3 * (10 * 33 + 16) + 1];
        Assert.InRange(centre, 0.070f, 0.076f); // 1 / (2 pi 1.5^2) = 0.0707, a little more as the tail is cut
        Assert.Equal(Math.Exp(-1 / (2 * 1.5 * 1.5)), light[3 * (10 * 33 + 17) + 1] / centre, 1e-5);
        Assert.Equal(Math.Exp(-4 / (2 * 1.5 * 1.5)), light[3 * (12 * 33 + 16) + 1] / centre, 1e-5);
        Assert.Equal(1, light.Sum(), 1e-5);
        Assert.Equal(0, light[3 * (10 * 33 + 16)]);
    }

    [Fact]
    public void Blur_OneColour_ChangesNothing()
    {
        float[] light = [.. Enumerable.Repeat(0.25f, 7 * 5 * 3)];
        new LensBlur().Run(light, 7, 5, 2);
        Assert.All(light, value => Assert.Equal(0.25f, value, 1e-6f));
    }

    [Fact]
    public void Shading_Half_DarkensCornersAndTintsThem()
    {
        var light = new float[41 * 31 * 3];
        Array.Fill(light, 0.5f);
        SensorRead.Run(light, 41, 31, CameraSettings.Perfect, Plain with { Shading = 0.5, CornerRed = 0.1, CornerBlue = -0.1 });

        Assert.Equal(0.5f, light[3 * (15 * 41 + 20)], 1e-6f);
        Assert.InRange(light[1], 0.25f, 0.27f); // the corner pixel's centre lies a little inside
        Assert.InRange(light[0] / light[1], 1.09f, 1.1f);
        Assert.InRange(light[2] / light[1], 0.9f, 0.91f);
    }

    [Theory]
    [InlineData(0.04)]
    [InlineData(0.64)]
    public void Noise_Deviation_GrowsWithTheRootOfLight(double level)
    {
        float[] light = Read((float)level, CameraSettings.Perfect with { PhotonNoise = 0.01 }, Plain with { Gain = 4 });

        Assert.Equal(level, light.Average(), 1e-3);
        Assert.Equal(0.01 * Math.Sqrt(4 * level), Deviation(light), 2e-4); // the root of the gain
    }

    [Fact]
    public void Noise_InTheDark_IsProportionalToTheGain()
    {
        float[] light = Read(0.5f, CameraSettings.Perfect with { ReadNoise = 0.003 }, Plain with { Gain = 8 });

        Assert.Equal(0.024, Deviation(light), 5e-4);
    }

    [Fact]
    public void RowNoise_OffsetsWholeRows()
    {
        float[] light = Read(0.5f, CameraSettings.Perfect with { RowNoise = 0.01 }, Plain);

        float[][] rows = [.. light.Chunk(3 * 128)];
        Assert.All(rows, row => Assert.Equal(row.Min(), row.Max()));
        Assert.Equal(0.01, Deviation([.. rows.Select(row => row[0])]), 2e-3);
    }

    [Fact]
    public void Bands_Depth_ChangesRowsAsASine()
    {
        float[] light = Read(0.5f, CameraSettings.Perfect, Plain with { BandDepth = 0.1, Bands = 2, BandPhase = 0 });

        float[] rows = [.. light.Chunk(3 * 128).Select(row => row[0])];
        Assert.Equal(0.55f, rows.Max(), 1e-3f);
        Assert.Equal(0.45f, rows.Min(), 1e-3f);
        Assert.Equal(rows[..64], rows[64..].Select(value => value), (first, second) => Math.Abs(first - second) < 1e-6f);
    }

    [Fact]
    public void Jpeg_Quality_IsWorseTheLowerItIsAndNeverRgb565()
    {
        Frame noise = TestPictures.Noise(3, 48, 48).ToFrame();
        var camera = new CameraSimulation(CameraSettings.Perfect);
        Frame bad = camera.Run(noise, Plain with { JpegQuality = 30 });
        Frame good = camera.Run(noise, Plain with { JpegQuality = 90 });

        Assert.Equal(PixelFormat.Rgb888, bad.Format);
        Assert.True(Difference(bad.Pixels, noise.Pixels) > Difference(good.Pixels, noise.Pixels));
        Assert.InRange(Difference(camera.Run(s_gradient, Plain with { JpegQuality = 90 }).Pixels, s_gradient.Pixels), 0.1, 3);
    }

    [Fact]
    public void Draw_ManyShots_StayWithinTheRangesAndUseThem()
    {
        var settings = new CameraSettings();
        var camera = new CameraSimulation(settings);
        CameraShot[] shots = [.. Enumerable.Range(0, 2000).Select(seed => camera.ShotOf((ulong)seed))];

        Within(Math.Pow(2, -settings.Underexposure), Math.Pow(2, settings.Overexposure), shot => shot.Exposure);
        Within(1 / (1 + settings.WhiteBalance), 1 + settings.WhiteBalance, shot => shot.Red);
        Within(1 / (1 + settings.WhiteBalance), 1 + settings.WhiteBalance, shot => shot.Blue);
        Within(0, settings.Blur, shot => shot.Blur);
        Within(0, settings.Shading, shot => shot.Shading);
        Within(1, settings.LargestGain, shot => shot.Gain);
        Within(1 / (1 + settings.Gamma), 1 + settings.Gamma, shot => shot.Gamma);
        Within(settings.LeastSaturation, settings.MostSaturation, shot => shot.Saturation);
        Assert.Equal(settings.JpegProbability, shots.Count(shot => shot.JpegQuality > 0) / 2000.0, 0.04);
        Assert.Equal(settings.BandProbability, shots.Count(shot => shot.BandDepth > 0) / 2000.0, 0.04);
        Assert.All(shots.Where(shot => shot.JpegQuality > 0), shot => Assert.InRange(shot.JpegQuality, settings.LeastQuality, settings.MostQuality));

        void Within(double low, double high, Func<CameraShot, double> value)
        {
            Assert.All(shots, shot => Assert.InRange(value(shot), low - 1e-9, high + 1e-9));
            Assert.InRange(shots.Max(value) - shots.Min(value), 0.95 * (high - low), high - low + 1e-9);
        }
    }

    [Fact]
    public void Run_LargerFrame_LooksTheSame()
    {
        Picture small = TestPictures.Gradient(64, 64);
        Picture large = TestPictures.Gradient(256, 256);
        var camera = new CameraSimulation(new CameraSettings { LargestGain = 1 }, isGrey: true);
        for (ulong seed = 0; seed < 10; seed++)
        {
            CameraShot shot = camera.ShotOf(seed) with { JpegQuality = 0 };
            Picture reduced = Reduction.Mean(PictureFrames.From(camera.Run(large.ToFrame(), shot)), 4);

            Assert.InRange(Difference(reduced.Rgb, camera.Run(small.ToFrame(), shot).Pixels), 0, 4); // noise of its own at either size
        }
    }

    [Fact]
    public void Settings_OutOfRange_AreRefusedInOneSentence()
    {
        Assert.Contains("Blur of the camera is 0.2; it must be from 0 to 0.05.", Refused(new CameraSettings { Blur = 0.2 }));
        Assert.Contains("Shading of the camera is NaN", Refused(new CameraSettings { Shading = double.NaN }));
        Assert.Contains("MostQuality of the camera is 20; it must be from 30 to 100.", Refused(new CameraSettings { MostQuality = 20 }));
        Assert.Throws<ArgumentException>(() => new CameraSimulation(new CameraSettings()).Run(new Frame(new byte[8], 2, 2, PixelFormat.Rgb565BigEndian), 1));

        static string Refused(CameraSettings settings) => Assert.Throws<ArgumentException>(() => new CameraSimulation(settings)).Message;
    }

    private static byte[] Grey(CameraShot shot, Frame frame) => new CameraSimulation(CameraSettings.Perfect, isGrey: true).Run(frame, shot).Pixels;

    private static Frame Grey(byte[] values) => new([.. values.SelectMany(value => new[] { value, value, value })], values.Length, 1, PixelFormat.Rgb888);

    private static IEnumerable<int> Red(byte[] rgb) => rgb.Chunk(3).Select(pixel => (int)pixel[0]);

    private static float[] Read(float level, CameraSettings settings, CameraShot shot)
    {
        var light = new float[128 * 128 * 3];
        Array.Fill(light, level);
        SensorRead.Run(light, 128, 128, settings, shot);
        return light;
    }

    private static double Deviation(float[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Difference(byte[] first, byte[] second) => first.Zip(second).Average(pair => Math.Abs(pair.First - pair.Second));
}
