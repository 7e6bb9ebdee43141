// SPDX-License-Identifier: MIT
namespace System.Device.Gpio;

/// <summary>The level of a pin.</summary>
public readonly struct PinValue
{
    private readonly byte _value;

    private PinValue(byte value)
    {
        _value = value;
    }

    /// <summary>The supply voltage.</summary>
    public static PinValue High => new PinValue(1);

    /// <summary>Ground.</summary>
    public static PinValue Low => new PinValue(0);

    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    public static implicit operator PinValue(bool value) => value ? High : Low;

    public static explicit operator byte(PinValue value) => value._value;

    public static explicit operator int(PinValue value) => value._value;

    public static explicit operator bool(PinValue value) => value._value != 0;

    public static bool operator ==(PinValue a, PinValue b) => a.Equals(b);

    public static bool operator !=(PinValue a, PinValue b) => !a.Equals(b);

    /// <summary>True for the same level.</summary>
    public bool Equals(PinValue other) => other._value == _value;

    /// <inheritdoc />
    public override bool Equals(object obj) => obj is PinValue value && Equals(value);

    /// <inheritdoc />
    public override int GetHashCode() => _value;

    /// <summary>"Low" or "High".</summary>
    public override string ToString() => _value == 0 ? "Low" : "High";
}
