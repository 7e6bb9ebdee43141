// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace System.Device.Gpio;

/// <summary>One open pin of the running virtual board.</summary>
public sealed class GpioPin : IDisposable
{
    private bool _isDisposed;

    internal GpioPin(int pinNumber)
    {
        PinNumber = pinNumber;
    }

    /// <summary>The GPIO number.</summary>
    public int PinNumber { get; }

    /// <summary>How the pin is used.</summary>
    public PinMode GetPinMode() => Call("GpioPin.GetPinMode").Mode(PinNumber);

    /// <summary>Whether the pin can be used so.</summary>
    public bool IsPinModeSupported(PinMode pinMode) => Call("GpioPin.IsPinModeSupported").Supports(PinNumber, pinMode);

    /// <summary>Changes how the pin is used.</summary>
    /// <exception cref="ArgumentException">The pin does not support the mode.</exception>
    public void SetPinMode(PinMode value)
    {
        IPinHardware pins = Call("GpioPin.SetPinMode");
        if (!pins.Supports(PinNumber, value))
        {
            throw new ArgumentException("GPIO" + PinNumber + " cannot be used as " + value + ".", nameof(value));
        }

        pins.SetMode(PinNumber, value);
    }

    /// <summary>The pin's level.</summary>
    public PinValue Read() => Call("GpioPin.Read").Read(PinNumber);

    /// <summary>Drives the pin.</summary>
    /// <exception cref="ArgumentException">The pin is no output.</exception>
    public void Write(PinValue value)
    {
        IPinHardware pins = Call("GpioPin.Write");
        if (pins.Mode(PinNumber) < PinMode.Output)
        {
            throw new ArgumentException("GPIO" + PinNumber + " is no output.");
        }

        pins.Write(PinNumber, (bool)value);
    }

    /// <summary>Changes the pin to the other level.</summary>
    public void Toggle() => Write(!(bool)Read());

    /// <summary>Gives the pin back.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            Call("GpioPin.Dispose").Close(PinNumber);
            _isDisposed = true;
        }
    }

    private IPinHardware Call(string name)
    {
        return _isDisposed ? throw new ObjectDisposedException("GPIO" + PinNumber) : Hardware.Call(name).Pins;
    }
}
