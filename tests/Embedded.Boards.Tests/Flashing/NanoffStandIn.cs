// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Flashing;

/// <summary>
/// A program in place of nanoff, made once by the SDK's compiler. A copy in a folder of a test does what the file "script" beside it says: "out TEXT",
/// "err TEXT", "part TEXT" without a line's end, "move TEXT" behind a carriage return, "sleep MS", "hang", "exit CODE". It logs its arguments.
/// A code leaves the program as Unix leaves it: its remainder by 256.
/// </summary>
public sealed class NanoffStandIn : IDisposable
{
    private const string Source = """
        using System;
        using System.IO;
        using System.Threading;

        string folder = AppContext.BaseDirectory;
        if (args.Length == 1 && args[0] == "--version")
        {
            Console.Error.WriteLine(File.ReadAllText(Path.Combine(folder, "version")));
            return 0;
        }

        File.AppendAllText(Path.Combine(folder, "log"), string.Join("|", args) + "\n");
        foreach (string line in File.ReadAllLines(Path.Combine(folder, "script")))
        {
            int space = line.IndexOf(' ');
            string word = space < 0 ? line : line.Substring(0, space);
            string rest = space < 0 ? "" : line.Substring(space + 1);
            if (word == "out") Console.WriteLine(rest);
            if (word == "err") Console.Error.WriteLine(rest);
            if (word == "part") Console.Write(rest);
            if (word == "move") Console.Write("\r" + rest);
            if (word == "sleep") Thread.Sleep(int.Parse(rest));
            if (word == "exit") return int.Parse(rest) & 255;
            if (word == "hang")
            {
                File.WriteAllText(Path.Combine(folder, "pid.tmp"), Environment.ProcessId.ToString());
                File.Move(Path.Combine(folder, "pid.tmp"), Path.Combine(folder, "pid"));
                Thread.Sleep(120000);
            }
        }

        return 0;
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly DotnetSdk _sdk = DotnetSdk.Find(CancellationToken.None);

    public NanoffStandIn()
    {
        string source = _folder.File("nanoff.cs");
        File.WriteAllText(source, Source);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references = [.. new[] { "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Threading" }.Select(name => $"-r:{Path.Combine(runtime, name + ".dll")}")];
        ChildProcess? run = ChildProcess.Run(_sdk.Host, ["exec", _sdk.Compiler, "-nologo", "-noconfig", "-target:exe", "-langversion:latest", $"-out:{_folder.File("nanoff.dll")}", .. references, source], _folder.Path, new Dictionary<string, string>(), CancellationToken.None);
        Assert.True(run is { ExitCode: 0 }, string.Join("\n", run?.Lines ?? []));
        File.WriteAllText(_folder.File("nanoff.runtimeconfig.json"), """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"VERSION.0"},"configProperties":{"System.Globalization.Invariant":true}}}""".Replace("VERSION", Environment.Version.ToString(2), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A copy with its script.</summary>
    internal NanoffTool In(TemporaryFolder folder, params string[] script)
    {
        foreach (string name in new[] { "nanoff.dll", "nanoff.runtimeconfig.json" })
        {
            File.Copy(_folder.File(name), folder.File(name), overwrite: true);
        }

        File.WriteAllLines(folder.File("script"), script);
        File.WriteAllText(folder.File("version"), "nanoff 2.5.131+0123abcd");
        return NanoffTool.At(folder.File("nanoff.dll"));
    }
}
