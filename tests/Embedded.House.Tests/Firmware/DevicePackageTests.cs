// SPDX-License-Identifier: MIT
using Embedded.Testing;

namespace Embedded.House.Tests.Firmware;

/// <summary>What firmware/App is compiled against on .NET has the signatures of what it is compiled against for the device.</summary>
public class DevicePackageTests
{
    private static readonly string s_application = typeof(Embedded.App.Program).Assembly.Location;
    private static readonly string s_firmware = Path.Combine(SharedFolder.Repository, "firmware");

    [Theory]
    [InlineData("System.Device.Gpio")]
    [InlineData("nanoFramework.Hardware.Esp32")]
    [InlineData("nanoFramework.Runtime.Native")]
    public void SimulatedPackage_EveryPublicMember_IsOneOfTheRealPackage(string package)
    {
        string[] real = File.ReadAllLines(Path.Combine(SharedFolder.Repository, "tests", "Embedded.House.Tests", "Firmware", "device-packages.txt"));
        string[] simulated = PublicSurface.OfAssembly(package, s_application);

        Assert.NotEmpty(simulated);
        Assert.Empty(simulated.Except(real));
    }

    [Fact]
    public void NativeTwin_PublicMembers_AreTheDeclarationsOfTheFirmware()
    {
        string[] declared = PublicSurface.OfSources("Embedded.Native", Directory.GetFiles(Path.Combine(s_firmware, "Native"), "*.cs"));

        Assert.NotEmpty(declared);
        Assert.Equal(declared, PublicSurface.OfAssembly("Embedded.Native", s_application));
    }

    [Fact]
    public void Program_OfTheApplication_StaysShort()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(s_firmware, "App", "Program.cs")).Length, 1, 60);
    }
}
