// SPDX-License-Identifier: MIT
using System;
using Embedded.DeviceTests.Generated;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Small networks: every operator's output, and the output of all.</summary>
[TestClass]
public class NetworkTests
{
    /// <summary>tiny of tests/vectors/v1.</summary>
    [TestMethod]
    public void Run_TinyModel_ComputesTheBytesOfThePc()
    {
        Check(0);
    }

    /// <summary>mobilenet-v1 of tests/vectors/v1.</summary>
    [TestMethod]
    public void Run_MobileNetV1_ComputesTheBytesOfThePc()
    {
        Check(1);
    }

    /// <summary>A network with residual connections.</summary>
    [TestMethod]
    public void Run_MobileNetV2_ComputesTheBytesOfThePc()
    {
        Check(2);
    }

    private static void Check(int index)
    {
        byte[] file = Convert.FromBase64String(NetworkCases.Model(index));
        Conformance.Check(file, index, NetworkCases.Sums(index), NetworkCases.Output(index));
    }
}
