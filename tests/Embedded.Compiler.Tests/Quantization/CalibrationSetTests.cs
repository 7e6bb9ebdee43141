// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Compiler.Tests.Quantization;

public sealed class CalibrationSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-calibration-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Prepare_FewerThanThereAre_SpreadsThemOverTheClasses()
    {
        PictureCache pictures = Pictures(index => (byte)(40 * index), colour: true);

        IReadOnlyList<sbyte[]> inputs = CalibrationSet.Prepare(pictures, new InputSpec(4, 4, 3, ResizeMethod.Area, null!), 2);

        // Pictures 0 to 2 are class a, 3 to 5 class b; the red channel tells which is which.
        Assert.Equal([0 ^ -128, 120 ^ -128], inputs.Select(input => (int)input[0]));
    }

    [Fact]
    public void Prepare_GreyPicturesForAColourNetwork_IsRefused()
    {
        PictureCache pictures = Pictures(index => (byte)(40 * index), colour: false);

        var exception = Assert.Throws<QuantizationException>(() => CalibrationSet.Prepare(pictures, new InputSpec(4, 4, 3, ResizeMethod.Area, null!), 6));

        Assert.Contains("3 channels", exception.Message);
        Assert.Equal(6, CalibrationSet.Prepare(pictures, new InputSpec(4, 4, 1, ResizeMethod.Area, null!), 100).Count);
    }

    private PictureCache Pictures(Func<int, byte> value, bool colour)
    {
        for (int index = 0; index < 6; index++)
        {
            byte level = value(index);
            byte other = colour ? (byte)(255 - level) : level;
            string label = Path.Combine(_folder.FullName, index < 3 ? "a" : "b");
            Directory.CreateDirectory(label);
            byte[] rgb = [.. Enumerable.Range(0, 16).SelectMany(_ => new[] { level, other, other })];
            PictureFile.SavePng(new Picture(4, 4, rgb), Path.Combine(label, $"{index}.png"));
        }

        return PictureCache.Load(Dataset.Open(_folder.FullName));
    }
}
