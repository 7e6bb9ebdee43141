// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>Grey pictures without end.</summary>
internal sealed class EndlessFrames : IFrameSource
{
    private readonly Picture _picture = new(8, 8, new byte[3 * 8 * 8]);

    public int Count { get; private set; }

    public Picture? Next()
    {
        Count++;
        return _picture;
    }
}
