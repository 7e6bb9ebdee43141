// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>Pictures of one colour each, a word a picture: "red", "green", "blue", "grey"; "torn" is one that cannot be read.</summary>
internal sealed class ListFrames(string colours, int width = 120, int height = 90) : IFrameSource
{
    private readonly Queue<string> _colours = new(colours.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Pictures that were not asked for.</summary>
    public int Left => _colours.Count;

    public Picture? Next()
    {
        if (!_colours.TryDequeue(out string? colour))
        {
            return null;
        }

        byte[] pixel = colour switch
        {
            "red" => [255, 0, 0],
            "green" => [0, 255, 0],
            "blue" => [0, 0, 255],
            "grey" => [128, 128, 128],
            "torn" => throw new PictureException("torn.jpg", "the file ends early; it was cut off"),
            _ => throw new InvalidOperationException($"what colour is {colour}?"),
        };
        return new Picture(width, height, [.. Enumerable.Range(0, 3 * width * height).Select(index => pixel[index % 3])]);
    }
}
