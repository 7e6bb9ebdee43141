// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Proves that the plan in the file is sound: nothing overwrites a tensor that a later operator still reads.</summary>
internal sealed class ArenaCheck
{
    private readonly Tensor[] _tensors;
    private readonly Operator[] _operators;

    public ArenaCheck(Tensor[] tensors, Operator[] operators)
    {
        _tensors = tensors;
        _operators = operators;
    }

    /// <exception cref="ModelFormatException">A tensor is read before it is written, written twice, or overwritten too early.</exception>
    public void Run(Tensor input, Tensor output)
    {
        bool[] isWritten = new bool[_tensors.Length];
        int[] lastRead = new int[_tensors.Length];
        for (int index = 0; index < _operators.Length; index++)
        {
            lastRead[IndexOf(_operators[index].Input)] = index;
            if (_operators[index].Input2 != null)
            {
                lastRead[IndexOf(_operators[index].Input2)] = index;
            }
        }

        lastRead[IndexOf(output)] = _operators.Length;
        isWritten[IndexOf(input)] = true;
        for (int index = 0; index < _operators.Length; index++)
        {
            Operator op = _operators[index];
            int outputIndex = IndexOf(op.Output);
            Check(isWritten[IndexOf(op.Input)] && (op.Input2 == null || isWritten[IndexOf(op.Input2)]), ModelError.BadOperatorTensor, index);
            Check(!isWritten[outputIndex], ModelError.BadOperatorTensor, index);
            CheckInPlaceMode(op, index);
            for (int other = 0; other < _tensors.Length; other++)
            {
                if (isWritten[other] && lastRead[other] >= index)
                {
                    Tensor live = _tensors[other];
                    Check(!Overlaps(op.ScratchOffset, op.ScratchBytes, live), ModelError.ArenaOverlap, index);
                    Check(!Overlaps(op.Output.Offset, op.Output.Count, live) || MayOverlap(op, live, lastRead[other] == index), ModelError.ArenaOverlap, index);
                }
            }

            Check(!Overlaps(op.ScratchOffset, op.ScratchBytes, op.Output), ModelError.ArenaOverlap, index);
            isWritten[outputIndex] = true;
        }

        Check(isWritten[IndexOf(output)], ModelError.BadOperatorTensor, _operators.Length - 1);
    }

    private static void CheckInPlaceMode(Operator op, int index)
    {
        if (op.InPlaceMode == EmbFormat.InPlaceRows)
        {
            Check(op.Kind == OperatorKind.DepthwiseConv2D
                && op.ScratchBytes >= (long)op.FilterHeight * op.Input.Width * op.Input.Channels, ModelError.BadInPlaceMode, index);
        }
        else if (op.InPlaceMode == EmbFormat.InPlaceElementwise)
        {
            Check(op.Kind == OperatorKind.Add, ModelError.BadInPlaceMode, index);
        }
        else if (op.InPlaceMode == EmbFormat.InPlaceForward || op.InPlaceMode == EmbFormat.InPlaceBackward)
        {
            Check(RowOrder.Has(op.Kind), ModelError.BadInPlaceMode, index);
        }
        else
        {
            Check(op.InPlaceMode == EmbFormat.NotInPlace, ModelError.BadInPlaceMode, index);
        }
    }

    /// <summary>True if writing the output over this live tensor is what the operator's mode allows.</summary>
    private static bool MayOverlap(Operator op, Tensor live, bool isLastRead)
    {
        if (op.Kind == OperatorKind.Reshape)
        {
            return live.Offset == op.Output.Offset && live == op.Input;
        }

        if (op.InPlaceMode == EmbFormat.InPlaceElementwise)
        {
            return live.Offset == op.Output.Offset && (live == op.Input || live == op.Input2) && isLastRead;
        }

        return live == op.Input && isLastRead && RowOrder.IsSafe(op);
    }

    private static bool Overlaps(int offset, int count, Tensor tensor) =>
        count > 0 && offset < tensor.End && tensor.Offset < offset + count;

    private int IndexOf(Tensor tensor)
    {
        int index = 0;
        while (_tensors[index] != tensor)
        {
            index++;
        }

        return index;
    }

    private static void Check(bool isTrue, int code, int index)
    {
        if (!isTrue)
        {
            throw new ModelFormatException(code, index);
        }
    }
}
