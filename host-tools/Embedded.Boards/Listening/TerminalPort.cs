// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>A pseudo-terminal whose other end is a program, such as a virtual board.</summary>
internal sealed class TerminalPort(string name) : IBoardPort
{
    public string Name => name;

    public bool IsLive => true;

    public Stream Open()
    {
        try
        {
            return new FileStream(name, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0 });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BoardException($"{name} cannot be opened ({exception.Message.TrimEnd('.')}); start the program behind it first.", exception);
        }
    }
}
