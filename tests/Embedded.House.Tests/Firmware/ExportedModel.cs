// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Embedded.House.Tests.Firmware;

/// <summary>A model exported as C#, compiled the way a nanoFramework solution does: an assembly for each data project, one for the application.</summary>
internal sealed class ExportedModel
{
    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp10);
    private static readonly CSharpCompilationOptions s_library = new(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Private.CoreLib" or "System.Runtime" or "Embedded.Core")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public ExportedModel(EmbFile file, string name)
    {
        Files = CSharpResource.Write(file, name).ToDictionary(item => item.Key, item => Encoding.UTF8.GetString(item.Value), StringComparer.Ordinal);
        Opener = Assert.Single(Files.Keys, path => !path.Contains('/'));
        Projects = [.. Files.Keys.Where(path => path.EndsWith(".nfproj", StringComparison.Ordinal))];
    }

    /// <summary>Content of each relative path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Path of the class that puts the segments together.</summary>
    public string Opener { get; }

    /// <summary>Paths of the project files.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>Compiles everything and an application's source; returns the application's assembly.</summary>
    public Assembly Compile(string application) => Compile([.. Projects.Select(project => project.Split('/')[0])], path => Files[path], Files[Opener], application);

    /// <summary>Compiles data projects, by the names of their folders, and an application that refers to them.</summary>
    public static Assembly Compile(string[] folders, Func<string, string> read, params string[] application)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        var data = new List<MetadataReference>();
        foreach (string folder in folders)
        {
            byte[] image = Emit(folder, s_references, read($"{folder}/Segment.cs"), read($"{folder}/AssemblyInfo.cs"));
            context.LoadFromStream(new MemoryStream(image));
            data.Add(MetadataReference.CreateFromImage(image));
        }

        return context.LoadFromStream(new MemoryStream(Emit("Application", [.. s_references, .. data], application)));
    }

    private static byte[] Emit(string name, MetadataReference[] references, params string[] sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(name, sources.Select(source => CSharpSyntaxTree.ParseText(source, s_language)), references, s_library);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }
}
