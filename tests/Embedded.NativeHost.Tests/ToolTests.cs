// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.NativeHost.Tests;

/// <summary>All conformance cases under the sanitizers, and with the other compiler, the readable kernels and the narrow products.</summary>
public class ToolTests
{
    private static readonly Lazy<(ConformanceCase Case, string Expected)[]> AllCases = new(() => [.. Draw().AsParallel().AsOrdered().Select(one => (one, one.Expected()))]);

    [Theory]
    [InlineData("gcc", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    [InlineData("clang", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    [InlineData("gcc", "-O2", "-DEMB_REFERENCE", "-DEMB_MULTIPLY_PARTS")]
    [InlineData("clang", "-O2", "-DEMB_REFERENCE")]
    [InlineData("gcc", "-O1", "-DEMB_PLAIN", "-DEMB_MULTIPLY_PARTS", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    public void Run_EveryCase_EqualsCSharp(string compiler, params string[] options)
    {
        ToolBuild tool = ToolBuild.Require(compiler, options);
        string[] lines = tool.Run(AllCases.Value.Select(one => one.Case));
        Assert.Equal(AllCases.Value.Length, lines.Length);
        foreach (((ConformanceCase one, string expected), string line) in AllCases.Value.Zip(lines))
        {
            Assert.True(expected == line, $"{one.Name}: C# {expected}, native {line}");
        }
    }

    private static IEnumerable<ConformanceCase> Draw() =>
    [
        .. Enum.GetValues<OperatorKind>().SelectMany(kind => Cases.Operators(kind, 300)),
        .. new[] { OperatorKind.Conv2D, OperatorKind.DepthwiseConv2D, OperatorKind.AveragePool2D, OperatorKind.Pad }.SelectMany(kind => Cases.OverTheInput(kind, 300)),
        .. Cases.Frozen(),
        .. Cases.Networks(20),
        .. Cases.Frames(500),
        .. Cases.Mutations(10_000),
    ];
}
