// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Embedded.House.Tests.NanoSubset;

/// <summary>Firmware source as a compiler sees it: C# 10, no nullable annotations. Names it cannot resolve (device packages) stay unknown.</summary>
internal sealed class NanoSource
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Private.CoreLib" or "System.Runtime" or "System.Linq" or "System.Collections")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;

    public NanoSource(IEnumerable<SourceFile> files)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp10, DocumentationMode.None);
        _compilation = CSharpCompilation.Create(
            "firmware",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>One line for each place that breaks one of the rules.</summary>
    public List<string> Violations(IEnumerable<NanoRule> rules)
    {
        NanoRule[] list = [.. rules];
        var violations = new List<string>();
        foreach (SyntaxTree tree in _compilation.SyntaxTrees)
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodesAndSelf(descendIntoTrivia: true))
            {
                violations.AddRange(list.Where(rule => rule.Breaks(node, model)).Select(rule => $"{PlaceOf(node.GetLocation())}: {rule.Name}: {rule.Why}"));
            }
        }

        return violations;
    }

    /// <summary>What is no C# 10: syntax errors and features of later versions.</summary>
    public List<string> LanguageErrors() =>
    [
        .. _compilation.SyntaxTrees.SelectMany(tree => tree.GetDiagnostics())
            .Concat(_compilation.GetDiagnostics().Where(diagnostic => diagnostic.GetMessage().Contains("language version", StringComparison.Ordinal)))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{PlaceOf(diagnostic.Location)}: {diagnostic.GetMessage()}")
            .Distinct(),
    ];

    /// <summary>Share of identifiers that the compiler could resolve: without it, the rules that look at types would see nothing.</summary>
    public double ResolvedShare()
    {
        int all = 0;
        int resolved = 0;
        foreach (SyntaxTree tree in _compilation.SyntaxTrees)
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node.IsKind(SyntaxKind.IdentifierName)))
            {
                all++;
                resolved += model.GetSymbolInfo(node).Symbol == null ? 0 : 1;
            }
        }

        return (double)resolved / all;
    }

    private static string PlaceOf(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1})";
    }
}
