// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Data;

namespace Embedded.Cli.Inputs;

/// <summary>Pictures to leave out: --without, the same for every command that takes a data set.</summary>
internal sealed class WithoutOption(string verb)
{
    /// <summary>The option, to add to a command.</summary>
    public Option<string?> Option { get; } = new("--without")
    {
        Description = $"Pictures that are not {verb}: a text file with one path a line, relative to DATA, as data check --list writes it; # begins a comment",
        HelpName = "FILE",
    };

    /// <summary>The list, null if none is given.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or names nothing.</exception>
    public PictureList? Load(ParseResult parse) => parse.GetValue(Option) is string path ? PictureList.Load(path) : null;
}
