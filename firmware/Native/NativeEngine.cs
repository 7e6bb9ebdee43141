// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace Embedded.Native;

/// <summary>
/// The engine in the firmware (firmware/Native/c), with one network at a time. Status codes are those of emb.h: 100 to 118 as
/// in Embedded.Inference.ModelError, larger ones for what is no fault of the file. Null arrays are refused with
/// ArgumentNullException. Every call throws NotSupportedException on a firmware that was built without the engine.
/// The declarations are frozen: any change asks for a newly built firmware.
/// </summary>
public static class NativeEngine
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>No network is open.</summary>
    public const int NotOpen = 156;

    /// <summary>Another thread's <see cref="Run"/> is under way.</summary>
    public const int Busy = 157;

    /// <summary>Checks the model in a slot, which is then run in place, and takes memory for its activations; an open network is closed first.</summary>
    /// <param name="slot">A slot of <see cref="NativeModel"/>; one that is empty or does not exist is a file of no bytes.</param>
    /// <returns><see cref="Ok"/> or a code of emb.h; then no network is open.</returns>
    /// <exception cref="System.OutOfMemoryException">There is not enough memory for the activations.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Open(int slot);

    /// <summary>What the last <see cref="Open"/>, <see cref="SetInput"/> or <see cref="Run"/> blames: the operator, tensor, section or class, -1 for none.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int ErrorIndex();

    /// <summary>Bytes taken for the activations of the open network, 0 if there is none.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int ArenaBytes();

    /// <summary>Crops and resizes a frame to the network's input.</summary>
    /// <param name="pixels">[height, width] pixels of <paramref name="pixelFormat"/>; more bytes may follow.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelFormat">A value of Embedded.Vision.PixelFormat.</param>
    /// <returns><see cref="Ok"/>, <see cref="NotOpen"/>, <see cref="Busy"/> or a code of emb.h.</returns>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int SetInput(byte[] pixels, int width, int height, int pixelFormat);

    /// <summary>Copies the input that <see cref="SetInput"/> wrote; a run overwrites it.</summary>
    /// <param name="values">[inputs] int8 values or more; the inputs come first.</param>
    /// <returns><see cref="Ok"/>, <see cref="NotOpen"/>, <see cref="Busy"/> or a code of emb.h.</returns>
    /// <exception cref="System.ArgumentOutOfRangeException">The array is too short.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int CopyInput(sbyte[] values);

    /// <summary>Runs all operators. Other threads may go on meanwhile, if the firmware was built so.</summary>
    /// <param name="sums">[0] for none, or [1 + operators] or more: takes the CRC-32 of the input and of each operator's output.</param>
    /// <returns><see cref="Ok"/>, <see cref="NotOpen"/>, <see cref="Busy"/> or a code of emb.h.</returns>
    /// <exception cref="System.ArgumentOutOfRangeException">The array is too short.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int Run(uint[] sums);

    /// <summary>Copies the output of the last <see cref="Run"/>.</summary>
    /// <param name="values">[outputs] int8 values or more; the outputs come first.</param>
    /// <returns><see cref="Ok"/>, <see cref="NotOpen"/>, <see cref="Busy"/> or a code of emb.h.</returns>
    /// <exception cref="System.ArgumentOutOfRangeException">The array is too short.</exception>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int CopyOutput(sbyte[] values);

    /// <summary>Closes the network and frees its memory; harmless if none is open. Waits for a <see cref="Run"/> that is under way.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Close();
}
