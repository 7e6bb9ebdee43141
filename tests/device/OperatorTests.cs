// SPDX-License-Identifier: MIT
using System;
using Embedded.DeviceTests.Generated;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Operators with everything about them drawn at random: the bytes of the PC.</summary>
[TestClass]
public class OperatorTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Run_Conv2D_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    public void Run_DepthwiseConv2D_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(8)]
    [DataRow(9)]
    [DataRow(10)]
    [DataRow(11)]
    public void Run_FullyConnected_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(12)]
    [DataRow(13)]
    [DataRow(14)]
    [DataRow(15)]
    public void Run_AveragePool2D_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(18)]
    [DataRow(19)]
    public void Run_Softmax_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(20)]
    [DataRow(21)]
    [DataRow(22)]
    [DataRow(23)]
    public void Run_Reshape_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(24)]
    [DataRow(25)]
    [DataRow(26)]
    [DataRow(27)]
    public void Run_Add_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(28)]
    [DataRow(29)]
    [DataRow(30)]
    [DataRow(31)]
    public void Run_Mean_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(33)]
    [DataRow(34)]
    [DataRow(35)]
    public void Run_Pad_ComputesTheBytesOfThePc(int index)
    {
        Check(index);
    }

    /// <summary>Three pixels at a time, sums of several lanes, two depthwise convolutions, fully connected.</summary>
    [TestMethod]
    [DataRow(36)]
    [DataRow(37)]
    [DataRow(38)]
    [DataRow(39)]
    [DataRow(40)]
    public void Run_SumsBetweenTwoOutputs_AreRoundedAwayFromZero(int index)
    {
        Check(index);
    }

    private static void Check(int index)
    {
        Conformance.Check(Convert.FromBase64String(OperatorCases.Model(index)), index, OperatorCases.Sums(index), new byte[0]);
    }
}
