// SPDX-License-Identifier: MIT
using System;
using Embedded.Inference;
using Embedded.Native;

namespace Embedded.App;

/// <summary>The engine for a model: the native one if the firmware has it and memory for it, else the one in C#, with the same bytes.</summary>
public static class BoardEngine
{
    private const int BlockBytes = 1024;

    /// <summary>Checks a model and prepares to run it.</summary>
    /// <param name="source">The model file.</param>
    /// <param name="slot">The slot that holds it, or <see cref="NativeModel.MemorySlot"/>: then it is copied there for the native engine.</param>
    /// <exception cref="ModelFormatException">It is no valid model; the code says why.</exception>
    /// <exception cref="OutOfMemoryException">Neither engine has the memory for it.</exception>
    public static IFrameEngine Open(IModelSource source, int slot)
    {
        try
        {
            if (slot == NativeModel.MemorySlot)
            {
                CopyToMemory(source);
            }

            return new NativeInterpreter(slot);
        }
        catch (NotSupportedException)
        {
            // No native engine in this firmware.
        }
        catch (OutOfMemoryException)
        {
            // Native memory is short; the heap of the application is another one.
        }

        NativeModel.Allocate(0);
        return new ArenaEngine(new Interpreter(ModelReader.Read(source), new LaneKernels()));
    }

    private static void CopyToMemory(IModelSource source)
    {
        NativeModel.Allocate(source.Length);
        byte[] block = new byte[BlockBytes];
        for (int position = 0; position < source.Length; position += BlockBytes)
        {
            int count = source.Length - position < BlockBytes ? source.Length - position : BlockBytes;
            source.Read(position, block, 0, count);
            NativeModel.Write(position, block, 0, count);
        }
    }
}
