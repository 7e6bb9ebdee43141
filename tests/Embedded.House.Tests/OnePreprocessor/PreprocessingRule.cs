// SPDX-License-Identifier: MIT
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Embedded.House.Tests.OnePreprocessor;

/// <summary>A sign that somebody crops, resizes or quantizes pictures on their own.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Matches">True for a node that is such a sign.</param>
internal sealed record PreprocessingRule(string Name, Func<SyntaxNode, bool> Matches)
{
    private static readonly string[] SkiaScaling = ["ScalePixels", "SKSamplingOptions", "SKFilterQuality", "SKCubicResampler"];
    private static readonly string[] OwnNames = ["Resiz", "Resampl", "Crop", "Bilinear", "Bicubic", "Interpolat", "Warp", "Letterbox", "Thumbnail", "Preprocess"];

    public static IReadOnlyList<PreprocessingRule> All { get; } =
    [
        new("scaling by Skia", node => node is IdentifierNameSyntax name && SkiaScaling.Contains(name.Identifier.ValueText)
            || node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Resize", Parent: InvocationExpressionSyntax } access && access.Expression.ToString() is not ("Array" or "System.Array")),
        new("scaled decoding", node => node is IdentifierNameSyntax { Identifier.ValueText: "GetScaledDimensions" }),
        new("quantizing pixels", node => IsXor128(node) || IsCastOfMinus128(node)),
        new("a crop or resize of its own", node => DeclaredName(node) is { } name && OwnNames.Any(part => name.Contains(part, StringComparison.Ordinal))),
    ];

    /// <summary>Lines of <paramref name="source"/> where the rule matches.</summary>
    public IEnumerable<int> Lines(string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source);
        return tree.GetRoot().DescendantNodes().Where(Matches).Select(node => tree.GetLineSpan(node.Span).StartLinePosition.Line + 1);
    }

    private static bool IsXor128(SyntaxNode node) =>
        (node.IsKind(SyntaxKind.ExclusiveOrExpression) && node is BinaryExpressionSyntax either && (Is128(either.Left) || Is128(either.Right)))
        || (node.IsKind(SyntaxKind.ExclusiveOrAssignmentExpression) && node is AssignmentExpressionSyntax assignment && Is128(assignment.Right));

    private static bool IsCastOfMinus128(SyntaxNode node) =>
        node is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.SByteKeyword } } cast
        && cast.DescendantNodes().OfType<BinaryExpressionSyntax>().Any(minus => minus.IsKind(SyntaxKind.SubtractExpression) && Is128(minus.Right));

    private static bool Is128(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value is 128 or 128u or 128L,
        ParenthesizedExpressionSyntax inner => Is128(inner.Expression),
        CastExpressionSyntax cast => Is128(cast.Expression),
        _ => false,
    };

    private static string? DeclaredName(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => null,
    };
}
