// SPDX-License-Identifier: MIT
using System;
using Embedded.Inference;

namespace Embedded.App;

/// <summary>The engine for a model in flash: the native one if the firmware has it and memory for it, else the one in C#, with the same bytes.</summary>
public static class BoardEngine
{
    /// <summary>Checks the model in a slot and prepares to run it.</summary>
    /// <exception cref="ModelFormatException">The slot holds no valid model; the code says why.</exception>
    /// <exception cref="NotSupportedException">The firmware has no native part at all, so no slots either.</exception>
    public static IFrameEngine Open(int slot)
    {
        try
        {
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

        return new ArenaEngine(new Interpreter(ModelReader.Read(new FlashModel(slot)), new LaneKernels()));
    }
}
