// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The bytes of a console in a file.</summary>
internal sealed class RecordingPort(string name) : IBoardPort
{
    public string Name => name;

    public bool IsLive => false;

    public Stream Open()
    {
        try
        {
            return File.OpenRead(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{name} cannot be read ({exception.Message.TrimEnd('.')}); change its permissions, or name another file.", exception);
        }
    }
}
