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
        return BoardDescriptor.Load(Locate(nameOrPath));
    }

    private static string Locate(string nameOrPath)
    {
        try
        {
            return BoardCatalog.Find(nameOrPath);
        }
        catch (BoardException exception)
        {
            throw CommandException.Usage(exception.Message, exception);
        }
    }
}
