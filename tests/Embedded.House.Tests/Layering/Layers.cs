// SPDX-License-Identifier: MIT
// Who may know whom. The arrows of ARCHITECTURE.md as a table, and the checks that hold sources and projects against it.
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Embedded.House.Tests.Layering;

internal static class Layers
{
    /// <summary>Project and the projects it may use.</summary>
    public static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>
    {
        ["Embedded.Core"] = [],
        ["Embedded.App"] = ["Embedded.Core", "Embedded.Native", "Embedded.FirstLight"], // the built-in model
        ["Embedded.FirstLight"] = ["Embedded.Core", "Embedded.App"],
        ["Embedded.Native"] = ["Embedded.Core"],
        ["Embedded.NativeHost"] = ["Embedded.Core"],
        ["Embedded.Data"] = ["Embedded.Core"],
        ["Embedded.Compiler"] = ["Embedded.Core", "Embedded.Data"],
        ["Embedded.Training"] = ["Embedded.Core", "Embedded.Data", "Embedded.Compiler"],
        ["Embedded.Boards"] = ["Embedded.Core", "Embedded.App", "Embedded.Native", "Embedded.Data", "Embedded.Compiler"],
        ["Embedded.Cli"] = ["Embedded.Core", "Embedded.App", "Embedded.Native", "Embedded.Data", "Embedded.Compiler", "Embedded.Training", "Embedded.Boards", "Embedded.NativeHost"],
    };

    /// <summary>What only one project may use: packages and their namespaces, by prefix.</summary>
    private static readonly (string Prefix, string Owner)[] Exclusive =
    [
        ("TorchSharp", "Embedded.Training"),
        ("libtorch", "Embedded.Training"),
        ("Spectre.Console", "Embedded.Cli"),
        ("System.CommandLine", "Embedded.Cli"),
        ("ScottPlot", "Embedded.Cli"),
        ("Google.Protobuf", "Embedded.Compiler"),
    ];

    /// <summary>Namespaces that are not named after their project.</summary>
    private static readonly Dictionary<string, string> OwnerOfNamespace = new()
    {
        ["Embedded.Inference"] = "Embedded.Core",
        ["Embedded.Vision"] = "Embedded.Core",
        ["Embedded.Decision"] = "Embedded.Core",
        ["Embedded.Report"] = "Embedded.Core",
        ["Embedded.Device"] = "Embedded.Core",
        ["Embedded.Devices"] = "Embedded.App", // the simulated device packages
    };

    /// <summary>One line for each reference of a project file that its layer must not have.</summary>
    public static List<string> BadReferences(string project, string projectFile)
    {
        XDocument document = XDocument.Parse(projectFile);
        IEnumerable<string> projects = Includes(document, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        return
        [
            .. projects.Where(used => !IsAllowed(project, used)).Select(used => $"{project} references {used}"),
            .. Includes(document, "PackageReference").Where(package => IsForeign(project, package)).Select(package => $"{project} references the package {package}"),
        ];
    }

    /// <summary>One line for each name in a source file that its project must not use.</summary>
    public static List<string> BadNames(string project, string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var names = root.DescendantNodes()
            .Where(node => node is NameSyntax or MemberAccessExpressionSyntax && node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax or BaseNamespaceDeclarationSyntax))
            .Select(node => node.ToString().Replace("global::", string.Empty, StringComparison.Ordinal))
            .Distinct();
        return [.. names.Where(name => IsForeign(project, name) || OwnerOf(name) is { } owner && !IsAllowed(project, owner)).Select(name => $"{project} uses {name}")];
    }

    /// <summary>One line for each place that writes to or reads from the terminal.</summary>
    public static List<string> TerminalUses(string source) =>
    [
        .. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression.ToString() is "Console" or "System.Console" or "global::System.Console" or "AnsiConsole")
            .Select(access => access.ToString()),
        .. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
            .OfType<UsingDirectiveSyntax>()
            .Where(directive => directive.NamespaceOrType.ToString() == "System.Console")
            .Select(directive => directive.ToString()),
    ];

    private static bool IsAllowed(string project, string used) => used == project || (MayUse.TryGetValue(project, out string[]? allowed) && allowed.Contains(used));

    private static bool IsForeign(string project, string name) =>
        Exclusive.Any(rule => rule.Owner != project && (name == rule.Prefix || name.StartsWith(rule.Prefix + ".", StringComparison.Ordinal) || name.StartsWith(rule.Prefix + "-", StringComparison.Ordinal)));

    /// <summary>The project of a name that starts with Embedded and one more part; null for other names.</summary>
    private static string? OwnerOf(string name)
    {
        string[] parts = name.Split('.', '<', '(');
        if (parts.Length < 2 || parts[0] != "Embedded")
        {
            return null;
        }

        string two = $"Embedded.{parts[1]}";
        return OwnerOfNamespace.GetValueOrDefault(two, two);
    }

    private static IEnumerable<string> Includes(XDocument document, string item) =>
        document.Descendants().Where(element => element.Name.LocalName == item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
