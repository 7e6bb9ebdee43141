// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Embedded.House.Tests.Firmware;

/// <summary>The public members of a namespace, one text each, from sources or from an assembly.</summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor);

    public static string[] OfSources(string rootNamespace, params string[] files)
    {
        IEnumerable<MetadataReference> runtime = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sources", files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)), runtime, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return Of(compilation.Assembly, rootNamespace);
    }

    public static string[] OfAssembly(string rootNamespace, string path)
    {
        MetadataReference[] references = [MetadataReference.CreateFromFile(path), MetadataReference.CreateFromFile(typeof(object).Assembly.Location)];
        CSharpCompilation compilation = CSharpCompilation.Create("Reader", references: references);
        return Of((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(references[0])!, rootNamespace);
    }

    private static string[] Of(IAssemblySymbol assembly, string rootNamespace)
    {
        INamespaceSymbol? found = assembly.GlobalNamespace;
        foreach (string part in rootNamespace.Split('.'))
        {
            found = found?.GetNamespaceMembers().SingleOrDefault(inner => inner.Name == part);
        }

        return found == null ? [] : [.. found.GetTypeMembers().SelectMany(Members).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Members(INamedTypeSymbol type)
    {
        if (type.DeclaredAccessibility != Accessibility.Public)
        {
            return [];
        }

        return type.GetMembers()
            .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { AssociatedSymbol: not null })
            .SelectMany(member => member is INamedTypeSymbol nested ? Members(nested) : [member.ToDisplayString(s_format).Replace("extern ", "")]);
    }
}
