// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Inputs;

/// <summary>The board that a command names.</summary>
internal static class BoardOption
{
    /// <exception cref="CommandException">There is no such board.</exception>
    /// <exception cref="BoardException">Its description is wrong.</exception>
    public static BoardDescriptor Find(string nameOrPath)
    {
        try
        {
            return BoardDescriptor.Load(BoardCatalog.Find(nameOrPath));
        }
        catch (BoardException exception) when (!BoardCatalog.Names.Contains(nameOrPath))
        {
            throw CommandException.Usage(exception.Message, exception);
        }
    }
}
