// SPDX-License-Identifier: MIT
using System.Device.Gpio;
using Embedded.Decision;
using Embedded.Device;

namespace Embedded.App;

/// <summary>The LED that a model chose, or none, as also on a board that lacks this LED: then no pin is touched.</summary>
public sealed class BoardLed : ILed
{
    private readonly GpioPin _pin; // null without an LED
    private readonly bool _isActiveLow;

    /// <summary>Takes the LED's pin if the settings name a class that lights one.</summary>
    public BoardLed(DecisionSettings settings)
    {
        if (settings.LedClass < 0 || settings.Led == LedKind.None)
        {
            return;
        }

        bool isFlash = settings.Led == LedKind.Flash;
        int pin = isFlash ? BoardPins.FlashLed : BoardPins.StatusLed;
        if (pin >= 0)
        {
            _isActiveLow = isFlash ? BoardPins.IsFlashLedActiveLow : BoardPins.IsStatusLedActiveLow;
            _pin = new GpioController().OpenPin(pin, PinMode.Output);
        }
    }

    /// <inheritdoc />
    public void Set(bool isOn)
    {
        if (_pin != null)
        {
            _pin.Write(isOn != _isActiveLow);
        }
    }
}
