// SPDX-License-Identifier: MIT
using Embedded.DeviceTests.Generated;
using Embedded.Inference.Kernels;
using Embedded.Inference;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Fixed-point products, the functions behind softmax, and the check sum that everything is compared by.</summary>
[TestClass]
public class ArithmeticTests
{
    [TestMethod]
    public void Multiply_Extremes_RoundsAsThePc()
    {
        int[] rows = ArithmeticCases.Products(); // accumulator, multiplier, shift, product
        for (int at = 0; at < rows.Length; at += 4)
        {
            Assert.AreEqual(rows[at + 3], FixedPoint.Multiply(rows[at], rows[at + 1], rows[at + 2]), "row " + (at / 4).ToString());
        }
    }

    [TestMethod]
    public void Requantize_Extremes_ClampsAsThePc()
    {
        int[] rows = ArithmeticCases.Requantized(); // accumulator, multiplier, shift, zero point, minimum, maximum, int8
        for (int at = 0; at < rows.Length; at += 7)
        {
            sbyte actual = FixedPoint.Requantize(rows[at], rows[at + 1], rows[at + 2], rows[at + 3], rows[at + 4], rows[at + 5]);
            Assert.AreEqual((sbyte)rows[at + 6], actual, "row " + (at / 7).ToString());
        }
    }

    [TestMethod]
    public void Exp_WholeRange_IsThatOfThePc()
    {
        int[] rows = ArithmeticCases.Exponentials(); // Q5.26, Q0.31
        for (int at = 0; at < rows.Length; at += 2)
        {
            Assert.AreEqual(rows[at + 1], SoftmaxMath.Exp(rows[at]), "row " + (at / 2).ToString());
        }
    }

    [TestMethod]
    public void OneOverOnePlus_WholeRange_IsThatOfThePc()
    {
        int[] rows = ArithmeticCases.Reciprocals(); // Q0.31, Q0.31
        for (int at = 0; at < rows.Length; at += 2)
        {
            Assert.AreEqual(rows[at + 1], SoftmaxMath.OneOverOnePlus(rows[at]), "row " + (at / 2).ToString());
        }
    }

    [TestMethod]
    public void Crc32_KnownBytes_IsTheKnownSum()
    {
        Crc32 crc = new Crc32();
        Assert.AreEqual(0u, crc.Value);
        byte[] digits = new byte[] { 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39 };
        crc.Add(digits, 0, 4);
        crc.Add(digits, 4, 5);
        Assert.AreEqual(0xCBF43926u, crc.Value);
        crc.Reset();
        crc.Add(new Noise(1).Bytes(1000), 0, 1000);
        Assert.AreEqual(ArithmeticCases.NoiseCrc, crc.Value);
    }
}
