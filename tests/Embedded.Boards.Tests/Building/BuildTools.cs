// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests;

/// <summary>
/// What a build needs, made once by the SDK's compiler: a core library with nothing but the types that the compiler asks for, and a program in
/// place of the metadata processor, which takes .pe files that a test composed from the folder "pe" beside it.
/// </summary>
public sealed class BuildTools : IDisposable
{
    private const string CoreSource = """
        namespace System
        {
            public class Object { }
            public class ValueType { }
            public class Enum : ValueType { }
            public class Attribute { }
            public class Array { }
            public class Delegate { }
            public class MulticastDelegate : Delegate { }
            public class Exception { }
            public class Type { }
            public struct Void { }
            public struct Boolean { }
            public struct Char { }
            public struct SByte { }
            public struct Byte { }
            public struct Int16 { }
            public struct UInt16 { }
            public struct Int32 { }
            public struct UInt32 { }
            public struct Int64 { }
            public struct UInt64 { }
            public struct IntPtr { }
            public struct UIntPtr { }
            public struct RuntimeTypeHandle { }
            public struct RuntimeFieldHandle { }
            public class String { public static string Concat(string first, string second) { return first; } }
            public class ParamArrayAttribute : Attribute { }
        }
        """;

    private const string ProcessorSource = """
        using System;
        using System.IO;
        using System.Threading;

        string folder = AppContext.BaseDirectory;
        string target = args[Array.IndexOf(args, "-compile") + 1];
        string name = Path.GetFileName(target);
        File.AppendAllText(Path.Combine(folder, "log"), name + "|" + Environment.GetEnvironmentVariable("LC_ALL") + "|" + string.Join(" ", args) + "\n");
        if (File.Exists(Path.Combine(folder, "hang")))
        {
            File.WriteAllText(Path.Combine(folder, "pid.tmp"), Environment.ProcessId.ToString());
            File.Move(Path.Combine(folder, "pid.tmp"), Path.Combine(folder, "pid"));
            Thread.Sleep(120000);
        }

        string source = Path.Combine(folder, "pe", name);
        if (!File.Exists(source))
        {
            Console.WriteLine("Exception minimizing assembly: " + name);
            Console.Error.WriteLine("and a line of standard error");
            return File.Exists(Path.Combine(folder, "content")) ? 0 : 3;
        }

        File.Copy(source, target);
        return 0;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-tools-");
    private readonly DotnetSdk _sdk = DotnetSdk.Find(CancellationToken.None);

    public BuildTools()
    {
        string source = Write("core.cs", CoreSource);
        CoreLibrary = Path.Combine(_folder.FullName, "mscorlib.dll");
        Compile("-nostdlib", "-target:library", "-langversion:10", "-runtimemetadataversion:v4.0.30319", $"-out:{CoreLibrary}", source);

        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references = [.. new[] { "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Threading" }.Select(name => $"-r:{Path.Combine(runtime, name + ".dll")}")];
        Processor = Path.Combine(_folder.FullName, "processor.dll");
        Compile(["-target:exe", "-langversion:latest", $"-out:{Processor}", .. references, Write("processor.cs", ProcessorSource)]);
        Write("processor.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"VERSION.0"},"configProperties":{"System.Globalization.Invariant":true}}}""".Replace("VERSION", Environment.Version.ToString(2), StringComparison.Ordinal));
    }

    /// <summary>A mscorlib.dll for the compiler.</summary>
    internal string CoreLibrary { get; }

    /// <summary>The program in place of the metadata processor; copy its folder's processor.* files to use it.</summary>
    internal string Processor { get; }

    internal DotnetSdk Sdk => _sdk;

    /// <summary>A copy of the processor in a folder of a test, and the folder for its .pe files.</summary>
    internal string ProcessorIn(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "pe"));
        foreach (string extension in new[] { ".dll", ".runtimeconfig.json" })
        {
            File.Copy(Path.ChangeExtension(Processor, extension), Path.Combine(folder, "processor" + extension));
        }

        return Path.Combine(folder, "processor.dll");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void Compile(params string[] arguments)
    {
        ChildProcess? run = ChildProcess.Run(_sdk.Host, ["exec", _sdk.Compiler, "-nologo", "-noconfig", .. arguments], _folder.FullName, new Dictionary<string, string>(), CancellationToken.None);
        Assert.NotNull(run);
        Assert.True(run.ExitCode == 0, string.Join("\n", run.Lines));
    }
}
