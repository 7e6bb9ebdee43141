// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace Embedded.Data.Tests;

public sealed class PictureFileTests
{
    private const int JpegTolerance = 14; // of 255, away from edges

    [Theory]
    [InlineData(1, "RG/BW")]
    [InlineData(2, "GR/WB")]
    [InlineData(3, "WB/GR")]
    [InlineData(4, "BW/RG")]
    [InlineData(5, "RB/GW")]
    [InlineData(6, "BR/WG")]
    [InlineData(7, "WG/BR")]
    [InlineData(8, "GW/RB")]
    public void Decode_ExifOrientation_TurnsUpright(byte orientation, string quarters)
    {
        byte[] jpeg = TestPictures.Jpeg(TestPictures.Quarters(48, 32));
        foreach (bool bigEndian in new[] { true, false })
        {
            Picture picture = PictureFile.Decode(TestPictures.WithOrientation(jpeg, orientation, bigEndian), "photo.jpg");

            Assert.Equal(orientation < 5 ? (48, 32) : (32, 48), (picture.Width, picture.Height));
            string seen = $"{NameAt(picture, 0, 0)}{NameAt(picture, 1, 0)}/{NameAt(picture, 0, 1)}{NameAt(picture, 1, 1)}";
            Assert.Equal(quarters, seen);
        }
    }

    [Fact]
    public void Decode_Png_GivesTheSamePixels()
    {
        Picture picture = TestPictures.Noise(1, 37, 23);

        Picture decoded = PictureFile.Decode(TestPictures.Png(picture), "a.png");

        Assert.Equal((37, 23), (decoded.Width, decoded.Height));
        Assert.Equal(picture.Rgb, decoded.Rgb);
    }

    [Theory]
    [InlineData(0, 255, 255, 255)]
    [InlineData(255, 200, 100, 0)]
    [InlineData(128, 227, 177, 127)] // 200 * 128/255 + 255 * 127/255 = 227.4
    public void Decode_TransparentPng_LiesOnWhite(byte alpha, byte red, byte green, byte blue)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(4, 4, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(new SKColor(200, 100, 0, alpha));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        Picture picture = PictureFile.Decode(png.ToArray(), "cut-out.png");

        Assert.Equal([red, green, blue], picture.Rgb[..3]);
    }

    [Fact]
    public void Decode_GreyJpeg_GivesEqualChannels()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(90, 90, 90));
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100);

        Picture picture = PictureFile.Decode(jpeg.ToArray(), "grey.jpg");

        Assert.All(picture.Rgb, value => Assert.InRange(value, 88, 92));
    }

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.98)]
    public void Decode_TruncatedFile_SaysThatItEndsEarly(double share)
    {
        Picture picture = TestPictures.Noise(2, 96, 96);
        foreach (byte[] file in new[] { TestPictures.Jpeg(picture), TestPictures.Png(picture) })
        {
            byte[] cut = file[..Math.Max(5, (int)(file.Length * share))];

            var e = Assert.Throws<PictureException>(() => PictureFile.Decode(cut, "cut.jpg"));

            Assert.Equal("cut.jpg: the file ends early; it was cut off.", e.Message);
            Assert.Equal("cut.jpg", e.Path);
        }
    }

    [Fact]
    public void Decode_PngWithFlippedByte_IsRefused()
    {
        byte[] png = TestPictures.Png(TestPictures.Noise(3, 64, 64));
        png[png.Length / 2] ^= 0x10;

        Assert.Throws<PictureException>(() => PictureFile.Decode(png, "flipped.png"));
    }

    [Fact]
    public void Load_NoPicture_SaysWhat()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.jpg"), "These are my holiday photos.");
        File.WriteAllBytes(folder.File("empty.jpg"), []);
        File.WriteAllBytes(folder.File("moving.jpg"), Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAIBRAA7"));

        Assert.Equal("the file is neither a JPEG nor a PNG picture", ReasonOf("text.jpg"));
        Assert.Equal("the file is empty", ReasonOf("empty.jpg"));
        Assert.Equal("the file is a Gif picture; convert it to JPEG or PNG", ReasonOf("moving.jpg"));
        Assert.Equal("there is no such file", ReasonOf("missing.jpg"));

        string ReasonOf(string name) => Assert.Throws<PictureException>(() => PictureFile.Load(folder.File(name))).Reason;
    }

    [Theory]
    [InlineData(1023, 600, 1023, 600)]
    [InlineData(1024, 1100, 512, 550)]
    [InlineData(2048, 1536, 1024, 768)]
    [InlineData(2050, 2049, 513, 513)]
    [InlineData(2100, 300, 2100, 300)]
    public void Decode_LargePicture_IsReducedAlikeFromJpegAndPng(int width, int height, int reducedWidth, int reducedHeight)
    {
        Picture picture = TestPictures.Gradient(width, height);

        Picture fromJpeg = PictureFile.Decode(TestPictures.Jpeg(picture), "a.jpg");
        Picture fromPng = PictureFile.Decode(TestPictures.Png(picture), "a.png");

        Assert.Equal((reducedWidth, reducedHeight), (fromJpeg.Width, fromJpeg.Height));
        Assert.Equal((reducedWidth, reducedHeight), (fromPng.Width, fromPng.Height));
        int largest = 0;
        for (int i = 0; i < fromPng.Rgb.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(fromJpeg.Rgb[i] - fromPng.Rgb[i]));
        }

        Assert.InRange(largest, 0, JpegTolerance);
    }

    [Fact]
    public void Decode_LargePhotoOnItsSide_IsTurnedAndReduced()
    {
        byte[] jpeg = TestPictures.WithOrientation(TestPictures.Jpeg(TestPictures.Quarters(2048, 1536)), 6, bigEndian: true);

        Picture picture = PictureFile.Decode(jpeg, "portrait.jpg");

        Assert.Equal((768, 1024), (picture.Width, picture.Height));
        Assert.Equal("BR", NameAt(picture, 0, 0) + NameAt(picture, 1, 0));
    }

    [Fact]
    public void SaveJpeg_FolderMissing_LeavesNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.ThrowsAny<IOException>(() => PictureFile.SaveJpeg(TestPictures.Noise(1, 8, 8), Path.Combine(folder.Path, "missing", "a.jpg")));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    /// <summary>The initial of the colour in the middle of a quarter.</summary>
    private static string NameAt(Picture picture, int right, int bottom)
    {
        int x = picture.Width / 4 + right * picture.Width / 2;
        int y = picture.Height / 4 + bottom * picture.Height / 2;
        int index = 3 * (y * picture.Width + x);
        (string, (int Red, int Green, int Blue))[] names =
            [("R", TestPictures.Red), ("G", TestPictures.Green), ("B", TestPictures.Blue), ("W", TestPictures.White)];
        foreach ((string name, (int red, int green, int blue)) in names)
        {
            if (Math.Abs(picture.Rgb[index] - red) <= JpegTolerance
                && Math.Abs(picture.Rgb[index + 1] - green) <= JpegTolerance
                && Math.Abs(picture.Rgb[index + 2] - blue) <= JpegTolerance)
            {
                return name;
            }
        }

        return "?";
    }
}
