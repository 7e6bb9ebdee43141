// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.NativeHost.Tests;

/// <summary>All conformance cases under the sanitizers, and with the other compiler, the readable kernels and the narrow products.</summary>
public class ToolTests
{
    [Theory]
    [InlineData("gcc", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    [InlineData("clang", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    [InlineData("gcc", "-O2", "-DEMB_REFERENCE", "-DEMB_MULTIPLY_PARTS")]
    [InlineData("clang", "-O2", "-DEMB_REFERENCE")]
    public void Run_EveryCase_EqualsCSharp(string compiler, params string[] options)
    {
        ToolBuild tool = ToolBuild.Require(compiler, options);
        ConformanceCase[] cases =
        [
            .. Enum.GetValues<OperatorKind>().SelectMany(kind => Cases.Operators(kind, 300)),
            .. new[] { OperatorKind.Conv2D, OperatorKind.DepthwiseConv2D, OperatorKind.AveragePool2D, OperatorKind.Pad }.SelectMany(kind => Cases.OverTheInput(kind, 300)),
            .. Cases.Frozen(),
            .. Cases.Networks(20),
            .. Cases.Frames(500),
            .. Cases.Mutations(10_000),
        ];
        string[] lines = tool.Run(cases);
        Assert.Equal(cases.Length, lines.Length);
        foreach ((ConformanceCase one, string line) in cases.Zip(lines))
        {
            Assert.True(one.Expected() == line, $"{one.Name}: C# {one.Expected()}, native {line}");
        }
    }
}
