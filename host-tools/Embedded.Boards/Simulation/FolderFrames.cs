// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Boards;

/// <summary>The pictures (JPEG, PNG, raw grey) of a folder and the folders in it, in ordinal order of their relative paths.</summary>
public sealed class FolderFrames : IFrameSource
{
    private readonly int _repeats;
    private readonly bool _isEndless;
    private Picture? _picture;
    private int _left; // times that _picture is still to be shown
    private int _next;

    /// <param name="folder">Where the pictures are.</param>
    /// <param name="repeats">Frames a picture: how long the camera looks at each, at least 1.</param>
    /// <param name="isEndless">The first picture comes after the last one again.</param>
    /// <exception cref="BoardException">There is no such folder, it cannot be listed, or no picture is in it.</exception>
    public FolderFrames(string folder, int repeats = 1, bool isEndless = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        _repeats = repeats;
        _isEndless = isEndless;
        Files = List(folder);
        if (Files.Count == 0)
        {
            throw new BoardException($"{folder} holds no {PictureFile.ExtensionList("or")} picture; name a folder of pictures for the camera.");
        }
    }

    /// <summary>Paths of the pictures, in the order in which the camera sees them.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc />
    public Picture? Next()
    {
        if (_left > 0)
        {
            _left--;
            return _picture;
        }

        if (_next == Files.Count)
        {
            if (!_isEndless)
            {
                return null;
            }

            _next = 0;
        }

        _picture = PictureFile.Load(Files[_next++]);
        _left = _repeats - 1;
        return _picture;
    }

    private static string[] List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BoardException($"There is no folder {folder}; name a folder of pictures for the camera.");
        }

        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => PictureFile.IsNamed(file) && Path.GetFileName(file)[0] != '.')
                .OrderBy(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BoardException($"{folder} cannot be listed ({exception.Message.TrimEnd('.')}); check its permissions.", exception);
        }
    }
}
