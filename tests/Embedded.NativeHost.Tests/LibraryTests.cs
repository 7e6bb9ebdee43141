// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.NativeHost.Tests;

/// <summary>Every operator's bytes from the shared library are those of the C# engine.</summary>
public class LibraryTests
{
    public LibraryTests()
    {
        Assert.SkipUnless(NativeEngine.IsAvailable, "the native engine was not built: there is no C compiler");
    }

    [Theory]
    [InlineData(OperatorKind.Conv2D)]
    [InlineData(OperatorKind.DepthwiseConv2D)]
    [InlineData(OperatorKind.FullyConnected)]
    [InlineData(OperatorKind.AveragePool2D)]
    [InlineData(OperatorKind.Softmax)]
    [InlineData(OperatorKind.Reshape)]
    [InlineData(OperatorKind.Add)]
    [InlineData(OperatorKind.Mean)]
    [InlineData(OperatorKind.Pad)]
    public void Run_RandomOperator_EqualsCSharp(OperatorKind kind) => AssertEqual(Cases.Operators(kind, 500), 500);

    [Theory]
    [InlineData(OperatorKind.Conv2D)]
    [InlineData(OperatorKind.DepthwiseConv2D)]
    [InlineData(OperatorKind.AveragePool2D)]
    [InlineData(OperatorKind.Pad)]
    public void Run_OutputOverItsInput_EqualsCSharp(OperatorKind kind) => AssertEqual(Cases.OverTheInput(kind, 1000), 200);

    [Fact]
    public void Run_FrozenModel_EqualsCSharp() => AssertEqual(Cases.Frozen(), 4);

    [Fact]
    public void Run_RandomNetwork_EqualsCSharp() => AssertEqual(Cases.Networks(40), 121);

    [Fact]
    public void Run_DamagedFile_GivesTheSameCodeIndexAndBytes() => AssertEqual(Cases.Mutations(10_000), 1_000);

    [Fact]
    public void Preprocess_RandomFrame_EqualsCSharp() => AssertEqual(Cases.Frames(2_000), 2_000);

    [Fact]
    public void Run_PersonDetection_EqualsCSharp() =>
        AssertEqual(Cases.Golden("person_detect", "person_detect.tflite", "image0.gray", "image1.gray", "image5.gray"), 3);

    [Fact]
    public void Run_KeywordSpotting_EqualsCSharp() =>
        AssertEqual(Cases.Golden("keyword_spotting", "kws_ref_model.tflite", "input0.s8", "input2.s8"), 2);

    [Fact]
    public void Run_MobileNetV2_EqualsCSharp() =>
        AssertEqual(Cases.Golden("mobilenet_v2", "mobilenet_v2_quantized_1x3x224x224.tflite", "dog.s8"), 1);

    private static void AssertEqual(IEnumerable<ConformanceCase> cases, int atLeastRun)
    {
        int run = 0;
        foreach (ConformanceCase one in cases)
        {
            string expected = one.Expected();
            Assert.True(expected == one.Native(), $"{one.Name}: C# {expected}, native {one.Native()}");
            run += expected.StartsWith("0 ", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(run >= atLeastRun, $"only {run} cases ran");
    }
}
