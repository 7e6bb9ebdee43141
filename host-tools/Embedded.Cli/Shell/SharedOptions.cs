// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace Embedded.Cli.Shell;

/// <summary>The options that every command has.</summary>
internal sealed class SharedOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document instead of text", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress and no notes, only the result and errors", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the stack trace of an error", Recursive = true };

    public Option<int> Seed { get; } = new Option<int>("--seed")
    {
        Description = "Where all randomness starts; the same seed gives the same files",
        HelpName = "N",
        Recursive = true,
        DefaultValueFactory = _ => 1,
    }.Between(0);

    public Option<int> Threads { get; } = new Option<int>("--threads")
    {
        Description = "At most this many threads; 0 for all cores",
        HelpName = "N",
        Recursive = true,
    }.Between(0, 1024);

    public IEnumerable<Option> All => [Json, Quiet, Verbose, Seed, Threads];
}
