// SPDX-License-Identifier: MIT
using System;
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>An engine whose arena can be looked into, as a board sees it: check sums are taken of what lies there.</summary>
public sealed class ArenaEngine : IFrameEngine, IOperatorObserver
{
    private readonly IEngine _engine;
    private readonly Crc32 _crc = new Crc32();
    private uint[] _sums;

    /// <summary>Runs <paramref name="engine"/>, whose observer it is while check sums are taken.</summary>
    public ArenaEngine(IEngine engine)
    {
        _engine = engine;
    }

    /// <inheritdoc />
    public Model Model => _engine.Model;

    /// <inheritdoc />
    public string EngineName => _engine.EngineName;

    /// <inheritdoc />
    public int ArenaBytes => _engine.Arena.Length;

    /// <inheritdoc />
    public void SetInput(Frame frame)
    {
        _engine.SetInput(frame);
    }

    /// <inheritdoc />
    public void Run(uint[] sums)
    {
        if (sums.Length == 0)
        {
            _engine.Run();
            return;
        }

        _sums = sums;
        _sums[0] = Sum(Model.Input);
        _engine.Observer = this;
        try
        {
            _engine.Run();
        }
        finally
        {
            _engine.Observer = null;
        }
    }

    /// <inheritdoc />
    public void CopyOutput(sbyte[] values)
    {
        Tensor output = Model.Output;
        Array.Copy(_engine.Arena, output.Offset, values, 0, output.Count);
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        _sums[1 + index] = Sum(op.Output);
    }

    private uint Sum(Tensor tensor)
    {
        _crc.Reset();
        _crc.Add(_engine.Arena, tensor.Offset, tensor.Count);
        return _crc.Value;
    }
}
