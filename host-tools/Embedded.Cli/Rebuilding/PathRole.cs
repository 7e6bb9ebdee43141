// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rebuilding;

/// <summary>What a command does with a path that it is given.</summary>
internal enum PathRole
{
    /// <summary>It must be there.</summary>
    Read,

    /// <summary>The command makes it.</summary>
    Write,

    /// <summary>It must be there, and is changed in place.</summary>
    Change,

    /// <summary>It is read if it is there, and written.</summary>
    Cache,
}
