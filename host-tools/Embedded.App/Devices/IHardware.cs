// SPDX-License-Identifier: MIT
using System;
using System.Device.Gpio;

namespace Embedded.Devices;

/// <summary>What the simulated device packages ask the board that they run on.</summary>
internal interface IHardware
{
    /// <summary>Told of every call of the application to a device package.</summary>
    void OnCall(string name);

    /// <summary>Takes a line that the application wrote to its console.</summary>
    void WriteLine(string line);

    /// <summary>Microseconds since the boot.</summary>
    ulong Microseconds { get; }

    /// <summary>Bytes of memory in the chip and of external memory.</summary>
    (uint Internal, uint Psram) MemoryBytes { get; }

    /// <summary>Bytes of the application's heap.</summary>
    uint ManagedBytes { get; }

    /// <summary>How the board is wired; none unless the board runs firmware/App.</summary>
    BoardWiring Wiring => throw new System.NotSupportedException("This board has no wiring.");

    /// <summary>The general-purpose pins.</summary>
    IPinHardware Pins { get; }

    /// <summary>The camera.</summary>
    ICameraHardware Camera { get; }

    /// <summary>The native engine; null on a board whose firmware was built without it.</summary>
    IEngineHardware Engine { get; }

    /// <summary>The model slots in flash: the file in a slot, empty if there is none.</summary>
    ReadOnlyMemory<byte> Model(int slot);

    /// <summary>The sequence number of the file in a slot, 0 if it has none.</summary>
    uint Sequence(int slot);

    /// <summary>The bytes behind <see cref="Embedded.Native.NativeModel.MemorySlot"/>.</summary>
    byte[] MemoryModel { get; set; }

    /// <summary>Most bytes of <see cref="MemoryModel"/>.</summary>
    int NativeMemoryBytes { get; }

    /// <summary>A file in the board's file system, null if there is none.</summary>
    byte[] File(string path);
}

/// <summary>The general-purpose pins of a board.</summary>
internal interface IPinHardware
{
    /// <summary>Pins of the chip.</summary>
    int Count { get; }

    /// <summary>Takes a pin; false if the board has no such pin or needs it for something else.</summary>
    bool Open(int pin);

    /// <summary>Whether a pin is taken.</summary>
    bool IsOpen(int pin);

    /// <summary>Gives a pin back.</summary>
    void Close(int pin);

    /// <summary>Whether a pin can be used so.</summary>
    bool Supports(int pin, PinMode mode);

    /// <summary>The mode of an open pin.</summary>
    PinMode Mode(int pin);

    /// <summary>Changes the mode of an open pin.</summary>
    void SetMode(int pin, PinMode mode);

    /// <summary>The level of an open pin.</summary>
    bool Read(int pin);

    /// <summary>Drives an open pin.</summary>
    void Write(int pin, bool isHigh);
}

/// <summary>The camera of a board; the numbers are those of Embedded.Native.NativeCamera.</summary>
internal interface ICameraHardware
{
    /// <summary>Starts the sensor.</summary>
    int Open(int[] pins, int clockHz, int pixelFormat, int width, int height);

    /// <summary>Copies a fresh frame.</summary>
    int Capture(byte[] pixels);

    /// <summary>Stops the sensor.</summary>
    void Close();
}

/// <summary>The native engine of a board; the numbers are those of Embedded.Native.NativeEngine.</summary>
internal interface IEngineHardware
{
    /// <summary>What the last call blames, -1 for nothing.</summary>
    int ErrorIndex { get; }

    /// <summary>Bytes for the activations of the open network.</summary>
    int ArenaBytes { get; }

    /// <summary>Opens a model file.</summary>
    int Open(byte[] file);

    /// <summary>Turns a frame into the input.</summary>
    int SetInput(byte[] pixels, int width, int height, int pixelFormat);

    /// <summary>Copies the input.</summary>
    int CopyInput(sbyte[] values);

    /// <summary>Runs all operators.</summary>
    int Run(uint[] sums);

    /// <summary>Copies the output.</summary>
    int CopyOutput(sbyte[] values);

    /// <summary>Closes the network.</summary>
    void Close();
}
