// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Embedded.House.Tests.NanoSubset;

/// <summary>Statements, members and texts that the device does not run, or runs in another way than .NET.</summary>
internal static partial class NanoLanguageRules
{
    private static readonly string[] Namespaces = ["System", "System.Threading", "System.Device.Gpio", "System.Runtime.CompilerServices", "nanoFramework", "Embedded"];

    public static IEnumerable<NanoRule> All { get; } =
    [
        new("using", "only namespaces that the device's packages have", (node, _) =>
            node is UsingDirectiveSyntax { Name: { } name } && !Namespaces.Any(allowed =>
                name.ToString() == allowed || IsFileSystem(node, name) || (allowed is "nanoFramework" or "Embedded" && name.ToString().StartsWith(allowed + ".", StringComparison.Ordinal)))),
        new("async", "the device has no tasks", (node, _) =>
            node is AwaitExpressionSyntax
            || node is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || node is AnonymousFunctionExpressionSyntax function && function.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || node is LocalFunctionStatementSyntax local && local.Modifiers.Any(SyntaxKind.AsyncKeyword)),
        new("yield", "iterators need generic interfaces", (node, _) => node is YieldStatementSyntax),
        new("query", "the device has no LINQ", (node, _) => node is QueryExpressionSyntax),
        new("checked", "the device does not trap overflow: checked code would do something else than on .NET", (node, _) =>
            node.IsKind(SyntaxKind.CheckedExpression) || node.IsKind(SyntaxKind.CheckedStatement)),
        new("init accessor", "needs a type that the device does not have", (node, _) => node.IsKind(SyntaxKind.InitAccessorDeclaration)),
        new("in parameter", "needs an attribute that the device does not have", (node, _) =>
            node is ParameterSyntax parameter && parameter.Modifiers.Any(SyntaxKind.InKeyword)
            || node is RefTypeSyntax { ReadOnlyKeyword.RawKind: not 0 }
            || node is ArgumentSyntax argument && argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword)),
        new("#if", "one source for both ends; differences are behind interfaces", (node, _) =>
            node is IfDirectiveTriviaSyntax or ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax or DefineDirectiveTriviaSyntax),
        new("collection expression", "C# 12", (node, _) => node is CollectionExpressionSyntax),
        new("format string", "the device has no custom formats", (node, model) =>
            node is InterpolationFormatClauseSyntax || IsToStringWithCustomFormat(node) || IsCallOf(node, model, "Format", SpecialType.System_String)),
        new("enum as text", "the device gives the number where .NET gives the name", (node, model) => IsEnumAsText(node, model)),
        new("static state", "lives on the heap from the first instruction to the last, and is shared by everything", (node, model) =>
            node is FieldDeclarationSyntax field && IsStatic(field) && !IsConstant(field, model)
            || node is EventFieldDeclarationSyntax raised && IsStatic(raised)
            || node is PropertyDeclarationSyntax property && IsStatic(property) && IsAutomatic(property)),
    ];

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);

    /// <summary>A readonly text or number is as good as a constant; an array is not: its elements can be written.</summary>
    private static bool IsConstant(FieldDeclarationSyntax field, SemanticModel model)
    {
        ITypeSymbol? type = model.GetTypeInfo(field.Declaration.Type).Type;
        bool isPlain = type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } or { TypeKind: TypeKind.Enum };
        return field.Modifiers.Any(SyntaxKind.ConstKeyword) || (isPlain && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));
    }

    private static bool IsAutomatic(PropertyDeclarationSyntax property) =>
        property.AccessorList != null && property.AccessorList.Accessors.All(accessor => accessor.Body == null && accessor.ExpressionBody == null);

    private static bool IsToStringWithCustomFormat(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } } call
        && call.ArgumentList.Arguments.Count > 0
        && !(call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string format } && StandardFormat().IsMatch(format));

    private static bool IsCallOf(SyntaxNode node, SemanticModel model, string name, SpecialType type) =>
        node is InvocationExpressionSyntax call && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && method.Name == name && method.ContainingType.SpecialType == type;

    private static bool IsEnumAsText(SyntaxNode node, SemanticModel model)
    {
        if (node is not ExpressionSyntax expression || model.GetTypeInfo(expression) is not { Type.TypeKind: TypeKind.Enum } type)
        {
            return false;
        }

        bool isReceiver = expression.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } access && access.Expression == expression;
        bool isBoxed = type.ConvertedType is { SpecialType: SpecialType.System_Object or SpecialType.System_Enum or SpecialType.System_ValueType };
        return isReceiver || isBoxed || expression.Parent is InterpolationSyntax;
    }

    [GeneratedRegex("^[DFGNX][0-9]*$")]
    private static partial Regex StandardFormat();

    /// <summary>A package of its own, which only the application for a board refers to.</summary>
    private static bool IsFileSystem(SyntaxNode node, NameSyntax name) =>
        name.ToString() == "System.IO" && node.SyntaxTree.FilePath.StartsWith("firmware/App/", StringComparison.Ordinal);
}
