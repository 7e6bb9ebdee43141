// SPDX-License-Identifier: MIT
namespace System.Device.Gpio;

/// <summary>How a pin is used.</summary>
public enum PinMode
{
    /// <summary>High impedance.</summary>
    Input,

    /// <summary>Input with a resistor to ground.</summary>
    InputPullDown,

    /// <summary>Input with a resistor to the supply.</summary>
    InputPullUp,

    /// <summary>Strong drive.</summary>
    Output,

    /// <summary>Open drain.</summary>
    OutputOpenDrain,

    /// <summary>Open drain with a resistor to the supply.</summary>
    OutputOpenDrainPullUp,

    /// <summary>Open source.</summary>
    OutputOpenSource,

    /// <summary>Open source with a resistor to ground.</summary>
    OutputOpenSourcePullDown,
}
