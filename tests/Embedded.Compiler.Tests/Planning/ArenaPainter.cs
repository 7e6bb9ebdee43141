// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Compiler.Planning;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.Planning;

/// <summary>Plays a plan by painting every byte of the arena with the value it holds, and looks before every read whether the paint is still right.</summary>
internal sealed class ArenaPainter
{
    private const int Scratch = -1;

    private readonly QuantizedGraph _graph;
    private readonly MemoryPlan _plan;
    private readonly (int Tensor, int Index)[] _arena; // [arena] which value of which tensor each byte holds
    private readonly Dictionary<int, int> _sameAs = []; // reshape in place: the values are the input's values

    public ArenaPainter(QuantizedGraph graph, MemoryPlan plan)
    {
        _graph = graph;
        _plan = plan;
        _arena = new (int, int)[plan.ArenaBytes];
    }

    public void Run()
    {
        Paint(0, 0, Count(0));
        for (int index = 0; index < _graph.Operators.Length; index++)
        {
            QuantizedOperator op = _graph.Operators[index];
            OperatorPlan plan = _plan.Operators[index];
            int input = op.Inputs[0];
            foreach (int read in op.Inputs)
            {
                Check(read, 0, Count(read));
            }

            Fill(plan.ScratchOffset, plan.ScratchBytes, position => (Scratch, position));
            if (op.Kind == OperatorKind.Reshape && _plan.TensorOffsets[input] == _plan.TensorOffsets[op.Output])
            {
                _sameAs[op.Output] = Source(input);
                continue;
            }

            switch (plan.InPlaceMode)
            {
                case EmbFormat.InPlaceRows:
                    RunInPlace(op, plan);
                    break;
                case EmbFormat.InPlaceElementwise:
                    RunElementwise(op);
                    break;
                case EmbFormat.InPlaceForward:
                case EmbFormat.InPlaceBackward:
                    RunRows(op, plan.InPlaceMode == EmbFormat.InPlaceForward);
                    break;
                default:
                    Paint(op.Output, 0, Count(op.Output));
                    foreach (int read in op.Inputs)
                    {
                        Check(read, 0, Count(read)); // an operator writes before it has read everything
                    }

                    break;
            }
        }

        Check(_graph.Output, 0, Count(_graph.Output));
    }

    /// <summary>The rows a window needs are in scratch when its output row is written; all later rows must still be whole.</summary>
    private void RunInPlace(QuantizedOperator op, OperatorPlan plan)
    {
        TensorShape input = _graph.Tensors[op.Inputs[0]].Shape;
        TensorShape output = _graph.Tensors[op.Output].Shape;
        int inRow = input.Width * input.Channels;
        int outRow = output.Width * output.Channels;
        if (plan.ScratchBytes < op.Window.FilterHeight * inRow)
        {
            throw new InvalidOperationException($"{op.Name}: {plan.ScratchBytes} bytes of scratch do not hold {op.Window.FilterHeight} rows");
        }

        int saved = 0;
        for (int outY = 0; outY < output.Height; outY++)
        {
            int needed = Math.Clamp(outY * op.Window.StrideY - op.Window.PadTop + op.Window.FilterHeight, saved, input.Height);
            Check(op.Inputs[0], saved * inRow, (needed - saved) * inRow);
            saved = needed;
            Paint(op.Output, outY * outRow, outRow);
        }

        for (int position = plan.ScratchOffset; position < plan.ScratchOffset + plan.ScratchBytes; position++)
        {
            if (_arena[position] != (Scratch, position))
            {
                throw new InvalidOperationException($"{op.Name} writes over its own scratch at {position}");
            }
        }
    }

    /// <summary>Row by row: while an output row is written, every input row under it must be whole from before the first value to after the last.</summary>
    private void RunRows(QuantizedOperator op, bool isForward)
    {
        TensorShape input = _graph.Tensors[op.Inputs[0]].Shape;
        TensorShape output = _graph.Tensors[op.Output].Shape;
        int inRow = input.Width * input.Channels;
        int outRow = output.Width * output.Channels;
        bool isPad = op.Kind == OperatorKind.Pad;
        for (int step = 0; step < output.Height; step++)
        {
            int outY = isForward ? step : output.Height - 1 - step;
            Paint(op.Output, outY * outRow, outRow);
            for (int filterY = 0; filterY < (isPad ? 1 : op.Window.FilterHeight); filterY++)
            {
                int y = outY * (isPad ? 1 : op.Window.StrideY) - op.Window.PadTop + filterY;
                if (y >= 0 && y < input.Height)
                {
                    Check(op.Inputs[0], y * inRow, inRow);
                }
            }
        }

        Check(op.Output, 0, Count(op.Output));
    }

    /// <summary>Value by value: both inputs' are there when the output's is written.</summary>
    private void RunElementwise(QuantizedOperator op)
    {
        for (int index = 0; index < Count(op.Output); index++)
        {
            Check(op.Inputs[0], index, 1);
            Check(op.Inputs[1], index, 1);
            Paint(op.Output, index, 1);
        }
    }

    private void Paint(int tensor, int first, int count) => Fill(_plan.TensorOffsets[tensor] + first, count, position => (Source(tensor), position - _plan.TensorOffsets[tensor]));

    private void Fill(int start, int count, Func<int, (int, int)> value)
    {
        for (int position = start; position < start + count; position++)
        {
            _arena[position] = value(position);
        }
    }

    private void Check(int tensor, int first, int count)
    {
        for (int index = first; index < first + count; index++)
        {
            if (_arena[_plan.TensorOffsets[tensor] + index] != (Source(tensor), index))
            {
                throw new InvalidOperationException($"value {index} of tensor {tensor} is lost before it is read");
            }
        }
    }

    private int Source(int tensor) => _sameAs.GetValueOrDefault(tensor, tensor);

    private int Count(int tensor) => _graph.Tensors[tensor].Shape.Count;
}
