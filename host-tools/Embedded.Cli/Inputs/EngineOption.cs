// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Shell;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.NativeHost;

namespace Embedded.Cli.Inputs;

/// <summary>Which engine computes: --engine, the same for every command that runs a model.</summary>
internal sealed class EngineOption
{
    private const string CSharp = "csharp";
    private const string Native = "native";

    public EngineOption()
    {
        Option.AcceptOnlyFromAmong(CSharp, Native);
    }

    /// <summary>The option, to add to a command.</summary>
    public Option<string> Option { get; } = new("--engine")
    {
        Description = "What computes: the C# engine, or the native one in C, about twice as fast; both give the same bytes",
        HelpName = $"{CSharp}|{Native}",
        DefaultValueFactory = _ => CSharp,
    };

    /// <summary>What computes, in the words of reports.</summary>
    public string TitleOf(ParseResult parse) => parse.GetRequiredValue(Option) == CSharp ? "integer engine" : "native integer engine";

    /// <summary>Makes an engine for the model of a file, as the command line asks for; one for each thread.</summary>
    /// <exception cref="CommandException">The native engine was asked for and is not there.</exception>
    public Func<IEngine> For(EmbFile file, ParseResult parse)
    {
        if (parse.GetRequiredValue(Option) == CSharp)
        {
            return () => new Interpreter(file.Model, new LaneKernels());
        }

        RequireNative();
        return () => new NativeEngine(file.Model, file.Bytes);
    }

    /// <summary>What stands for the native engine in a board's firmware: null for a firmware without it, which the C# engine asks for.</summary>
    /// <exception cref="CommandException">The native engine was asked for and is not there.</exception>
    public Func<byte[], IEngine>? ForBoard(ParseResult parse)
    {
        if (parse.GetRequiredValue(Option) == CSharp)
        {
            return null;
        }

        RequireNative();
        return file => new NativeEngine(file);
    }

    private static void RequireNative()
    {
        if (!NativeEngine.IsAvailable)
        {
            throw CommandException.Usage("--engine native: the native engine was not built; install a C compiler (gcc, clang or Visual Studio) and build again");
        }
    }
}
