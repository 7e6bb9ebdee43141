// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Tests;

/// <summary>One run of the command in this process, its streams captured.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Standard output, line by line.</summary>
    public string[] Lines => Out.TrimEnd().Split('\n');

    public static CliRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static CliRun Of(CancellationToken cancellation, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = CommandLineApp.Run(args, new Terminal(output, error), cancellation);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts a failure as it must look: the exit code, nothing on standard output, one sentence on standard error.</summary>
    public CliRun AssertFails(int code, string sentencePart)
    {
        Assert.Equal(code, Code);
        Assert.Empty(Out);
        string last = Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("error: ", last);
        Assert.Contains(sentencePart, last);
        Assert.DoesNotContain("   at ", Error);
        return this;
    }
}
