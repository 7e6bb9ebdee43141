// SPDX-License-Identifier: MIT
using Embedded.Inference.Kernels;

namespace Embedded.Inference;

/// <summary>
/// Kernels for an interpreter of IL, where only the number of instructions counts: three pixels lie in one 64-bit number, 21 bits
/// each, so that one multiplication makes three products. Operators that do not fit run in the reference kernels. One object
/// serves one <see cref="Interpreter"/>.
/// </summary>
public sealed class LaneKernels : IKernels
{
    private readonly ReferenceKernels _reference = new ReferenceKernels();
    private readonly LaneScratch _scratch = new LaneScratch();
    private Operator[] _operators;
    private LaneOperator[] _lanes; // one for each operator, null where the reference kernels run

    /// <inheritdoc />
    public string Name => "csharp";

    /// <inheritdoc />
    public bool ReadsWeightLayout(int layout) => layout == EmbFormat.ReferenceLayout;

    /// <inheritdoc />
    public void Prepare(Model model)
    {
        _operators = model.Operators;
        _lanes = new LaneOperator[_operators.Length];
        for (int index = 0; index < _operators.Length; index++)
        {
            _lanes[index] = LaneOperator.Create(_operators[index]);
            if (_lanes[index] != null)
            {
                _scratch.Reserve(_operators[index], _lanes[index]);
            }
        }

        _scratch.Allocate();
    }

    /// <summary>True if an operator of the prepared model runs in lanes, false if in the reference kernels.</summary>
    public bool RunsInLanes(Operator op) => Find(op) != null;

    /// <inheritdoc />
    public void Conv2D(Operator op, sbyte[] arena)
    {
        LaneOperator lanes = Find(op);
        if (lanes == null)
        {
            _reference.Conv2D(op, arena);
        }
        else
        {
            LaneConv2D.Run(op, lanes, _scratch, arena);
        }
    }

    /// <inheritdoc />
    public void DepthwiseConv2D(Operator op, sbyte[] arena)
    {
        LaneOperator lanes = Find(op);
        if (lanes == null)
        {
            _reference.DepthwiseConv2D(op, arena);
        }
        else
        {
            LaneDepthwiseConv2D.Run(op, lanes, _scratch, arena);
        }
    }

    /// <inheritdoc />
    public void FullyConnected(Operator op, sbyte[] arena)
    {
        LaneOperator lanes = Find(op);
        if (lanes == null)
        {
            _reference.FullyConnected(op, arena);
        }
        else
        {
            LaneConv2D.Run(op, lanes, _scratch, arena);
        }
    }

    /// <inheritdoc />
    public void AveragePool2D(Operator op, sbyte[] arena)
    {
        _reference.AveragePool2D(op, arena);
    }

    /// <inheritdoc />
    public void Softmax(Operator op, sbyte[] arena)
    {
        _reference.Softmax(op, arena);
    }

    /// <inheritdoc />
    public void Add(Operator op, sbyte[] arena)
    {
        _reference.Add(op, arena);
    }

    /// <inheritdoc />
    public void Mean(Operator op, sbyte[] arena)
    {
        _reference.Mean(op, arena);
    }

    /// <inheritdoc />
    public void Pad(Operator op, sbyte[] arena)
    {
        _reference.Pad(op, arena);
    }

    private LaneOperator Find(Operator op)
    {
        int index = 0;
        while (_operators[index] != op)
        {
            index++;
        }

        return _lanes[index];
    }
}
