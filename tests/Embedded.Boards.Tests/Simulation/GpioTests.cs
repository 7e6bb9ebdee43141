// SPDX-License-Identifier: MIT
using System.Device.Gpio;
using Embedded.Devices;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>The simulated System.Device.Gpio on the pins of an ESP32-CAM.</summary>
public sealed class GpioTests : IDisposable
{
    private readonly List<string> _events = [];
    private readonly PinsOnly _hardware;

    public GpioTests()
    {
        _hardware = new PinsOnly(new VirtualPins(BoardDescriptor.Load("esp32-cam"), _events.Add));
        Hardware.Current = _hardware;
    }

    public void Dispose() => Hardware.Current = null;

    [Theory]
    [InlineData(18, "GPIO18 refused: the camera needs it: d1")]
    [InlineData(0, "GPIO0 refused: the camera needs it: xclk")]
    [InlineData(32, "GPIO32 refused: the camera needs it: powerDown")]
    [InlineData(34, "GPIO34 refused: the camera needs it: d6")]
    [InlineData(1, "GPIO1 refused: the board needs it: console TX")]
    [InlineData(16, "GPIO16 refused: the board needs it: PSRAM")]
    [InlineData(6, "GPIO6 refused: the board needs it: flash")]
    [InlineData(20, "GPIO20 refused: AI-Thinker ESP32-CAM has no such pin")]
    [InlineData(40, "GPIO40 refused: AI-Thinker ESP32-CAM has no such pin")]
    [InlineData(-1, "GPIO-1 refused: AI-Thinker ESP32-CAM has no such pin")]
    public void OpenPin_PinThatIsNotFree_IsRefused(int pin, string expected)
    {
        Assert.Throws<InvalidOperationException>(() => new GpioController().OpenPin(pin));

        Assert.Equal([expected], _events);
    }

    [Fact]
    public void OpenPin_Twice_IsRefused()
    {
        var controller = new GpioController();
        controller.OpenPin(4);

        Assert.Throws<InvalidOperationException>(() => controller.OpenPin(4));
        controller.ClosePin(4);
        Assert.Equal(4, controller.OpenPin(4).PinNumber);
    }

    [Fact]
    public void Write_Output_ReportsChangesOnly()
    {
        GpioPin pin = new GpioController().OpenPin(33, PinMode.Output);
        pin.Write(PinValue.High);
        pin.Write(PinValue.High);
        pin.Toggle();

        Assert.Equal(["GPIO33 low (status LED on)", "GPIO33 high (status LED off)", "GPIO33 low (status LED on)"], _events);
        Assert.Equal(PinValue.Low, pin.Read());
    }

    [Fact]
    public void Write_ThroughTheController_DrivesThePin()
    {
        var controller = new GpioController();
        controller.OpenPin(13);
        controller.SetPinMode(13, PinMode.OutputOpenDrain);
        controller.Write(13, true);

        Assert.Equal(PinValue.High, controller.Read(13));
        Assert.Equal(["GPIO13 low", "GPIO13 high"], _events);
    }

    [Fact]
    public void Write_Input_IsRefused()
    {
        GpioPin pin = new GpioController().OpenPin(33);

        Assert.Throws<ArgumentException>(() => pin.Write(PinValue.High));
        Assert.Empty(_events);
    }

    [Fact]
    public void Dispose_Controller_ClosesItsPins()
    {
        var controller = new GpioController();
        controller.OpenPin(13);
        controller.Dispose();

        Assert.False(new GpioController().IsPinOpen(13));
    }

    [Fact]
    public void Pin_AfterDispose_IsRefused()
    {
        GpioPin pin = new GpioController().OpenPin(4, PinMode.Output);
        pin.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pin.Write(PinValue.High));
    }

    [Theory]
    [InlineData(4, PinMode.Output, true)]
    [InlineData(4, PinMode.InputPullUp, true)]
    [InlineData(36, PinMode.Input, true)]
    [InlineData(36, PinMode.Output, false)]
    public void IsPinModeSupported_InputOnlyPins_AreNoOutputs(int pin, PinMode mode, bool expected)
    {
        Assert.Equal(expected, new GpioController().IsPinModeSupported(pin, mode));
    }

    private sealed class PinsOnly(IPinHardware pins) : IHardware
    {
        public ulong Microseconds => throw new NotSupportedException();

        public (uint Internal, uint Psram) MemoryBytes => throw new NotSupportedException();

        public uint ManagedBytes => throw new NotSupportedException();

        public byte[] MemoryModel
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public IPinHardware Pins => pins;

        public ICameraHardware Camera => throw new NotSupportedException();

        public IEngineHardware Engine => throw new NotSupportedException();

        public int NativeMemoryBytes => throw new NotSupportedException();

        public ReadOnlyMemory<byte> Model(int slot) => throw new NotSupportedException();

        public uint Sequence(int slot) => throw new NotSupportedException();

        public byte[] File(string path) => throw new NotSupportedException();

        public void OnCall(string name)
        {
        }

        public void WriteLine(string line) => throw new NotSupportedException();
    }
}
