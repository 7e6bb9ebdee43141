// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.DeviceTests.Generated;
using Embedded.Inference;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Smoothing, threshold and per cent over frame after frame.</summary>
[TestClass]
public class DeciderTests
{
    private const int Frames = 40;

    [TestMethod]
    public void Decide_ManyFrames_DecidesAsThePc()
    {
        uint[] rows = DecisionCases.Rows(); // smoothing, threshold, classes, CRC-32
        for (int at = 0; at < rows.Length; at += 4)
        {
            Assert.AreEqual(rows[at + 3], Run(rows, at), "row " + (at / 4).ToString());
        }
    }

    /// <summary>CRC-32 over class, first and second guess and their per cent of every frame.</summary>
    public static uint Run(uint[] rows, int at)
    {
        DecisionSettings settings = new DecisionSettings();
        settings.Smoothing = (int)rows[at];
        settings.Threshold = (int)rows[at + 1];
        int classes = (int)rows[at + 2];
        Decider decider = new Decider(settings, classes);
        Noise noise = new Noise(at);
        sbyte[] outputs = new sbyte[classes];
        sbyte[] said = new sbyte[5];
        Crc32 crc = new Crc32();
        for (int frame = 0; frame < Frames; frame++)
        {
            noise.Fill(outputs, 0, classes);
            Prediction prediction = decider.Decide(outputs, 0);
            said[0] = (sbyte)prediction.Class;
            said[1] = (sbyte)prediction.Top;
            said[2] = (sbyte)prediction.TopPercent;
            said[3] = (sbyte)prediction.Second;
            said[4] = (sbyte)prediction.SecondPercent;
            crc.Add(said, 0, said.Length);
        }

        return crc.Value;
    }
}
