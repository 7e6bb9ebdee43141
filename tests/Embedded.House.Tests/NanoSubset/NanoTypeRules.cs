// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Embedded.House.Tests.NanoSubset;

/// <summary>Types that the device does not have, or has in another way than .NET.</summary>
internal static class NanoTypeRules
{
    public static IEnumerable<NanoRule> All { get; } =
    [
        new("generics", "compiles, passes the metadata processor and dies when the assembly is loaded", (node, model) =>
            node is TypeParameterListSyntax or GenericNameSyntax || (node is ExpressionSyntax && IsGeneric(node, model))),
        new("multidimensional array", "compiles and dies when the assembly is loaded; use a flat array and an offset", (node, _) =>
            node is ArrayRankSpecifierSyntax { Rank: > 1 }),
        new("floating point", "slow, and single precision where .NET has double; results would differ between board and PC", (node, model) =>
            IsFloating(node, model, SpecialType.System_Single) || IsFloating(node, model, SpecialType.System_Double)),
        new("decimal", "the device has no decimal", (node, model) => IsFloating(node, model, SpecialType.System_Decimal)),
        new("dynamic", "the device has no run-time binder", (node, model) =>
            node is IdentifierNameSyntax { Identifier.ValueText: "dynamic" } name && (model.GetTypeInfo(name).Type?.TypeKind is TypeKind.Dynamic || name.Parent is VariableDeclarationSyntax)),
        new("System.Math", "a package of its own, and single precision inside on the ESP32", (node, model) =>
            node is IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" } name
            && model.GetSymbolInfo(name).Symbol is null or INamedTypeSymbol { ContainingNamespace.Name: "System" }),
        new("nullable annotation", "the device build has no nullable annotations, and no Nullable", (node, _) =>
            node is NullableTypeSyntax or NullableDirectiveTriviaSyntax || node.IsKind(SyntaxKind.SuppressNullableWarningExpression)),
        new("span", "Span does not exist on the device, SpanByte not on .NET", (node, _) =>
            node is SimpleNameSyntax { Identifier.ValueText: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "SpanByte" }),
        new("pointer", "the metadata processor rejects pointers", (node, _) =>
            node is PointerTypeSyntax or FixedStatementSyntax or UnsafeStatementSyntax or FunctionPointerTypeSyntax
            || node.IsKind(SyntaxKind.AddressOfExpression) || node.IsKind(SyntaxKind.PointerIndirectionExpression)
            || node is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.UnsafeKeyword)),
        new("stackalloc", "compiles and dies at run time: the opcode is not supported", (node, _) =>
            node is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax),
        new("tuple", "the device has no ValueTuple", (node, _) =>
            node is TupleTypeSyntax or TupleExpressionSyntax or ParenthesizedVariableDesignationSyntax),
        new("record", "records need types that the device does not have", (node, _) => node is RecordDeclarationSyntax or WithExpressionSyntax),
        new("readonly or ref struct", "needs attributes that the device does not have; a struct is copied on the heap there anyway", (node, _) =>
            node is StructDeclarationSyntax declaration && (declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) || declaration.Modifiers.Any(SyntaxKind.RefKeyword))),
        new("index or range", "the device has no System.Index and System.Range", (node, _) =>
            node is RangeExpressionSyntax || node.IsKind(SyntaxKind.IndexExpression)),
    ];

    private static bool IsGeneric(SyntaxNode node, SemanticModel model)
    {
        TypeInfo type = model.GetTypeInfo(node);
        return model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsGenericMethod: true }
            || type.Type is INamedTypeSymbol { IsGenericType: true }
            || type.ConvertedType is INamedTypeSymbol { IsGenericType: true };
    }

    private static bool IsFloating(SyntaxNode node, SemanticModel model, SpecialType special) =>
        node is ExpressionSyntax && (model.GetTypeInfo(node).Type?.SpecialType == special || model.GetTypeInfo(node).ConvertedType?.SpecialType == special);
}
