// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards;

/// <summary>What a virtual board's camera looks at, one picture after the other.</summary>
public interface IFrameSource
{
    /// <summary>The next picture, of any size; null at the end.</summary>
    /// <exception cref="PictureException">This picture cannot be read; the next call gives the one after it.</exception>
    Picture? Next();
}
