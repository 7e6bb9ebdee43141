// SPDX-License-Identifier: MIT
using System;
using Embedded.Devices;

namespace Embedded.Native;

/// <summary>The virtual board's native engine behind the declarations of firmware/Native.</summary>
public static class NativeEngine
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>No network is open.</summary>
    public const int NotOpen = 156;

    /// <summary>Another thread's run is under way.</summary>
    public const int Busy = 157;

    /// <summary>Opens the model in a slot.</summary>
    public static int Open(int slot)
    {
        IEngineHardware engine = Call("NativeEngine.Open");
        return engine.Open(NativeModel.File(Hardware.Current, slot).ToArray());
    }

    /// <summary>What the last call blames, -1 for none.</summary>
    public static int ErrorIndex() => Call("NativeEngine.ErrorIndex").ErrorIndex;

    /// <summary>Bytes for the activations of the open network, 0 if there is none.</summary>
    public static int ArenaBytes() => Call("NativeEngine.ArenaBytes").ArenaBytes;

    /// <summary>Crops and resizes a frame to the network's input.</summary>
    public static int SetInput(byte[] pixels, int width, int height, int pixelFormat) =>
        Call("NativeEngine.SetInput").SetInput(Given(pixels, nameof(pixels)), width, height, pixelFormat);

    /// <summary>Copies the input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The array is too short.</exception>
    public static int CopyInput(sbyte[] values) => Call("NativeEngine.CopyInput").CopyInput(Given(values, nameof(values)));

    /// <summary>Runs all operators.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The array is too short.</exception>
    public static int Run(uint[] sums) => Call("NativeEngine.Run").Run(Given(sums, nameof(sums)));

    /// <summary>Copies the output of the last run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The array is too short.</exception>
    public static int CopyOutput(sbyte[] values) => Call("NativeEngine.CopyOutput").CopyOutput(Given(values, nameof(values)));

    /// <summary>Closes the network.</summary>
    public static void Close() => Call("NativeEngine.Close").Close();

    private static IEngineHardware Call(string name) =>
        Hardware.Call(name).Engine ?? throw new NotSupportedException(name + " needs a firmware with the native engine.");

    private static T[] Given<T>(T[] array, string name) => array ?? throw new ArgumentNullException(name);
}
