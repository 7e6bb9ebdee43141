// SPDX-License-Identifier: MIT
// What the application has built in lies in data assemblies in flash, in parts of 1 KB: a part is on the heap only while it is
// copied from, so a model takes the memory of its weights and not twice of it. First comes the model file, then for every picture its
// pixels and the network's outputs for it.
using System;
using Embedded.Inference;
using GC = nanoFramework.Runtime.Native.GC;

namespace Embedded.FirstLight;

/// <summary>The built-in model and pictures.</summary>
public sealed class BakedData : IModelSource
{
    private byte[] _part; // the part that was read last, null at the start
    private int _index;

    /// <summary>Bytes of the model file; pictures lie behind it.</summary>
    public int Length => Baked.ModelBytes;

    /// <inheritdoc />
    public void Read(int position, byte[] buffer, int start, int count)
    {
        while (count > 0)
        {
            int index = position / Baked.PartBytes;
            if (_part == null || index != _index)
            {
                _part = null;
                GC.Run(false); // the next part takes the place of this one instead of cutting a small heap into pieces
                _part = Baked.Part(index);
                _index = index;
            }

            int from = position - index * Baked.PartBytes;
            int piece = _part.Length - from < count ? _part.Length - from : count;
            Array.Copy(_part, from, buffer, start, piece);
            position += piece;
            start += piece;
            count -= piece;
        }
    }

    /// <summary>Forgets the part that was read last.</summary>
    public void Release()
    {
        _part = null;
    }
}
