// SPDX-License-Identifier: MIT
using System.Device.Gpio;
using Embedded.Devices;

namespace Embedded.Boards;

/// <summary>The pins of a board: those that it does not have, needs itself or gives to the camera are refused.</summary>
internal sealed class VirtualPins : IPinHardware
{
    private readonly BoardDescriptor _board;
    private readonly Action<string> _onEvent;
    private readonly Dictionary<int, PinMode> _modes = []; // of the open pins
    private readonly bool[] _isHigh;

    public VirtualPins(BoardDescriptor board, Action<string> onEvent)
    {
        _board = board;
        _onEvent = onEvent;
        _isHigh = new bool[board.PinCount];
    }

    public int Count => _board.PinCount;

    public bool Open(int pin)
    {
        string? refusal = Refusal(pin);
        if (refusal != null)
        {
            _onEvent($"GPIO{pin} refused: {refusal}");
            return false;
        }

        _modes.Add(pin, PinMode.Input);
        return true;
    }

    public bool IsOpen(int pin) => _modes.ContainsKey(pin);

    public void Close(int pin) => _modes.Remove(pin);

    public bool Supports(int pin, PinMode mode) =>
        _board.OutputPins.Contains(pin) || (_board.InputOnlyPins.Contains(pin) && mode < PinMode.Output);

    public PinMode Mode(int pin) => _modes[pin];

    /// <summary>A pin that becomes an output starts low, as on the chip.</summary>
    public void SetMode(int pin, PinMode mode)
    {
        bool wasOutput = _modes[pin] >= PinMode.Output;
        _modes[pin] = mode;
        if (mode >= PinMode.Output)
        {
            Drive(pin, isHigh: false, isNew: !wasOutput);
        }
    }

    public bool Read(int pin) => _isHigh[pin];

    public void Write(int pin, bool isHigh) => Drive(pin, isHigh, isNew: false);

    private void Drive(int pin, bool isHigh, bool isNew)
    {
        if (!isNew && _isHigh[pin] == isHigh)
        {
            return;
        }

        _isHigh[pin] = isHigh;
        LedDescriptor? led = _board.Leds.FirstOrDefault(led => led.Pin == pin);
        string meaning = led == null ? "" : $" ({led.Name} LED {(isHigh != led.IsActiveLow ? "on" : "off")})";
        _onEvent($"GPIO{pin} {(isHigh ? "high" : "low")}{meaning}");
    }

    private string? Refusal(int pin)
    {
        int cameraPin = _board.Camera.Pins.ToList().IndexOf(pin);
        return IsOpen(pin) ? "it is open already"
            : pin < 0 || !(_board.OutputPins.Contains(pin) || _board.InputOnlyPins.Contains(pin) || _board.ReservedPins.ContainsKey(pin)) ? $"{_board.Title} has no such pin"
            : _board.ReservedPins.TryGetValue(pin, out string? use) ? $"the board needs it: {use}"
            : cameraPin >= 0 ? $"the camera needs it: {CameraDescriptor.PinNames[cameraPin]}"
            : null;
    }
}
