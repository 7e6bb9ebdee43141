// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Embedded.House.Tests.NanoSubset;

/// <summary>What runs for every frame takes no memory: kernels, and the loop that calls them.</summary>
internal static class NanoHotPathRules
{
    private const string Folder = "firmware/Core/Inference/";

    public static IEnumerable<NanoRule> All { get; } =
    [
        new("allocation in a kernel", "a frame must not end in a garbage collection", (node, model) => IsHot(node) && Allocates(node, model)),
    ];

    private static bool IsHot(SyntaxNode node)
    {
        string path = node.SyntaxTree.FilePath;
        return path.StartsWith(Folder + "Kernels/", StringComparison.Ordinal)
            || path == Folder + "ReferenceKernels.cs"
            || (path == Folder + "LaneKernels.cs" && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.ValueText: not "Prepare" })
            || (path == Folder + "Interpreter.cs" && node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText == "Run");
    }

    private static bool Allocates(SyntaxNode node, SemanticModel model) =>
        node is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax
            or AnonymousObjectCreationExpressionSyntax or InterpolatedStringExpressionSyntax or AnonymousFunctionExpressionSyntax or CollectionExpressionSyntax
        || (node.IsKind(SyntaxKind.AddExpression) && model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String)
        || (node is ExpressionSyntax && model.GetTypeInfo(node) is { Type.IsValueType: true, ConvertedType.IsReferenceType: true });
}
