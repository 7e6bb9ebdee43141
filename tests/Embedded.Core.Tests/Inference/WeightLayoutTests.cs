// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class WeightLayoutTests
{
    [Fact]
    public void Interpreter_KernelsWithoutTheModelsLayout_RefuseItByOperator()
    {
        Model model = ModelReader.Read(new SegmentedModel(TinyModel.File()));
        var exception = Assert.Throws<ModelFormatException>(() => new Interpreter(model, new KernelsOfAnotherLayout()));
        Assert.Equal(ModelError.UnknownWeightLayout, exception.Code);
        Assert.Equal(0, exception.Index);
    }

    /// <summary>Kernels for weights in an order that no model has yet.</summary>
    private sealed class KernelsOfAnotherLayout : IKernels
    {
        public string Name => "other";

        public bool ReadsWeightLayout(int layout) => layout == 255;

        public void Prepare(Model model) => throw new NotSupportedException();

        public void Conv2D(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void DepthwiseConv2D(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void FullyConnected(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void AveragePool2D(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void Softmax(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void Add(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void Mean(Operator op, sbyte[] arena) => throw new NotSupportedException();

        public void Pad(Operator op, sbyte[] arena) => throw new NotSupportedException();
    }
}
