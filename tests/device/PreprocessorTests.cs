// SPDX-License-Identifier: MIT
using Embedded.DeviceTests.Generated;
using Embedded.Inference;
using Embedded.Vision;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Frames of every format to inputs of every kind.</summary>
[TestClass]
public class PreprocessorTests
{
    [TestMethod]
    public void Run_Gray8_ComputesTheInputOfThePc()
    {
        Check(PixelFormat.Gray8);
    }

    [TestMethod]
    public void Run_Rgb888_ComputesTheInputOfThePc()
    {
        Check(PixelFormat.Rgb888);
    }

    [TestMethod]
    public void Run_Rgb565LittleEndian_ComputesTheInputOfThePc()
    {
        Check(PixelFormat.Rgb565LittleEndian);
    }

    [TestMethod]
    public void Run_Rgb565BigEndian_ComputesTheInputOfThePc()
    {
        Check(PixelFormat.Rgb565BigEndian);
    }

    private static void Check(PixelFormat format)
    {
        // Rows of 9: format, frame's width and height, input's height, width and channels, resize, 1 for a pixel table, CRC-32.
        uint[] rows = FrameCases.Rows();
        int found = 0;
        for (int at = 0; at < rows.Length; at += FrameCases.Columns)
        {
            if ((PixelFormat)rows[at] == format)
            {
                found++;
                Assert.AreEqual(rows[at + 8], Run(rows, at), "row " + (at / FrameCases.Columns).ToString());
            }
        }

        Assert.IsTrue(found > 3);
    }

    /// <summary>CRC-32 of the input tensor.</summary>
    public static uint Run(uint[] rows, int at)
    {
        int width = (int)rows[at + 1];
        int height = (int)rows[at + 2];
        PixelFormat format = (PixelFormat)rows[at];
        Noise noise = new Noise(at);
        Frame frame = new Frame(noise.Bytes(width * height * Frame.BytesPerPixel(format)), width, height, format);
        sbyte[] table = new sbyte[256];
        noise.Fill(table, 0, 256);
        InputSpec input = new InputSpec((int)rows[at + 3], (int)rows[at + 4], (int)rows[at + 5], (ResizeMethod)rows[at + 6], rows[at + 7] == 1 ? table : null);
        sbyte[] values = new sbyte[input.Height * input.Width * input.Channels];
        new Preprocessor(input).Run(frame, values, 0);
        Crc32 crc = new Crc32();
        crc.Add(values, 0, values.Length);
        return crc.Value;
    }
}
