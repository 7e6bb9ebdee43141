// SPDX-License-Identifier: MIT
using Embedded.Inference.Kernels;

namespace Embedded.Inference;

/// <summary>The readable kernels, one operator a file in Kernels/.</summary>
public sealed class ReferenceKernels : IKernels
{
    /// <inheritdoc />
    public string Name => "csharp";

    /// <inheritdoc />
    public bool ReadsWeightLayout(int layout) => layout == EmbFormat.ReferenceLayout;

    /// <inheritdoc />
    public void Prepare(Model model)
    {
    }

    /// <inheritdoc />
    public void Conv2D(Operator op, sbyte[] arena)
    {
        if (op.IsPointwise)
        {
            PointwiseConv2D.Run(op, arena);
        }
        else
        {
            Kernels.Conv2D.Run(op, arena);
        }
    }

    /// <inheritdoc />
    public void DepthwiseConv2D(Operator op, sbyte[] arena)
    {
        Kernels.DepthwiseConv2D.Run(op, arena);
    }

    /// <inheritdoc />
    public void FullyConnected(Operator op, sbyte[] arena)
    {
        Kernels.FullyConnected.Run(op, arena);
    }

    /// <inheritdoc />
    public void AveragePool2D(Operator op, sbyte[] arena)
    {
        Kernels.AveragePool2D.Run(op, arena);
    }

    /// <inheritdoc />
    public void Softmax(Operator op, sbyte[] arena)
    {
        Kernels.Softmax.Run(op, arena);
    }

    /// <inheritdoc />
    public void Add(Operator op, sbyte[] arena)
    {
        Kernels.Add.Run(op, arena);
    }

    /// <inheritdoc />
    public void Mean(Operator op, sbyte[] arena)
    {
        Kernels.Mean.Run(op, arena);
    }

    /// <inheritdoc />
    public void Pad(Operator op, sbyte[] arena)
    {
        Kernels.Pad.Run(op, arena);
    }
}
