// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>
/// One way to compute the operators: the only place where C# engines differ. Every method reads and writes the arena at the
/// operator's tensors and leaves exactly the bytes that the reference kernels leave.
/// </summary>
public interface IKernels
{
    /// <summary>A short ASCII name for reports.</summary>
    string Name { get; }

    /// <summary>True if these kernels read weights in an order of <see cref="EmbFormat"/>; a model with another one is refused.</summary>
    bool ReadsWeightLayout(int layout);

    /// <summary>Called once by the interpreter, when it is made: computes and allocates here what the kernels keep of a model.</summary>
    void Prepare(Model model);

    /// <summary>Convolution; called for pointwise ones too.</summary>
    void Conv2D(Operator op, sbyte[] arena);

    /// <summary>Depthwise convolution, in place or not.</summary>
    void DepthwiseConv2D(Operator op, sbyte[] arena);

    /// <summary>Fully connected layer.</summary>
    void FullyConnected(Operator op, sbyte[] arena);

    /// <summary>Average pool.</summary>
    void AveragePool2D(Operator op, sbyte[] arena);

    /// <summary>Softmax.</summary>
    void Softmax(Operator op, sbyte[] arena);

    /// <summary>Sum of two tensors, in place or not.</summary>
    void Add(Operator op, sbyte[] arena);

    /// <summary>Mean over height and width.</summary>
    void Mean(Operator op, sbyte[] arena);

    /// <summary>Padding as an operator of its own.</summary>
    void Pad(Operator op, sbyte[] arena);
}
