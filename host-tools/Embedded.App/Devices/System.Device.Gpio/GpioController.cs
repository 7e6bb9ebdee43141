// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace System.Device.Gpio;

/// <summary>The pins of the running virtual board. Pin change events are not simulated.</summary>
public sealed class GpioController : IDisposable
{
    /// <summary>Takes GPIO numbers.</summary>
    public GpioController()
        : this(PinNumberingScheme.Logical)
    {
    }

    /// <summary>Takes numbers of a scheme.</summary>
    public GpioController(PinNumberingScheme numberingScheme)
    {
        Hardware.Call("GpioController.ctor");
        NumberingScheme = numberingScheme;
    }

    /// <summary>What pin numbers mean.</summary>
    public PinNumberingScheme NumberingScheme { get; internal set; }

    /// <summary>Pins of the chip.</summary>
    public int PinCount => Hardware.Call("GpioController.PinCount").Pins.Count;

    /// <summary>Takes a pin.</summary>
    /// <exception cref="InvalidOperationException">The board has no such pin, or it is in use.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        if (!Hardware.Call("GpioController.OpenPin").Pins.Open(pinNumber))
        {
            throw new InvalidOperationException("GPIO" + pinNumber + " cannot be opened.");
        }

        return new GpioPin(pinNumber);
    }

    /// <summary>Takes a pin and sets its mode.</summary>
    /// <exception cref="InvalidOperationException">The board has no such pin, or it is in use.</exception>
    /// <exception cref="ArgumentException">The pin does not support the mode.</exception>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = OpenPin(pinNumber);
        pin.SetPinMode(mode);
        return pin;
    }

    /// <summary>Gives a pin back.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void ClosePin(int pinNumber) => Open("GpioController.ClosePin", pinNumber).Close(pinNumber);

    /// <summary>How an open pin is used.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public PinMode GetPinMode(int pinNumber) => Open("GpioController.GetPinMode", pinNumber).Mode(pinNumber);

    /// <summary>Whether a pin can be used so.</summary>
    public bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        Hardware.Call("GpioController.IsPinModeSupported").Pins.Supports(pinNumber, mode);

    /// <summary>Whether a pin is open.</summary>
    public bool IsPinOpen(int pinNumber) => Hardware.Call("GpioController.IsPinOpen").Pins.IsOpen(pinNumber);

    /// <summary>The level of an open pin.</summary>
    public PinValue Read(int pinNumber) => Open("GpioController.Read", pinNumber).Read(pinNumber);

    /// <summary>Changes how an open pin is used.</summary>
    public void SetPinMode(int pinNumber, PinMode mode)
    {
        Open("GpioController.SetPinMode", pinNumber);
        new GpioPin(pinNumber).SetPinMode(mode);
    }

    /// <summary>Drives an open pin.</summary>
    public void Write(int pinNumber, PinValue value)
    {
        Open("GpioController.Write", pinNumber);
        new GpioPin(pinNumber).Write(value);
    }

    /// <summary>Gives all pins back.</summary>
    public void Dispose()
    {
        IPinHardware pins = Hardware.Call("GpioController.Dispose").Pins;
        for (int pin = 0; pin < pins.Count; pin++)
        {
            if (pins.IsOpen(pin))
            {
                pins.Close(pin);
            }
        }
    }

    private static IPinHardware Open(string call, int pinNumber)
    {
        IPinHardware pins = Hardware.Call(call).Pins;
        return pins.IsOpen(pinNumber) ? pins : throw new InvalidOperationException("GPIO" + pinNumber + " is not open.");
    }
}
