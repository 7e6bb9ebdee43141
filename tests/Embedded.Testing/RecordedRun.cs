// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Testing;

/// <summary>One run of a model: the input and the output of every operator.</summary>
public sealed class RecordedRun : IOperatorObserver
{
    private readonly sbyte[][] _outputs;

    private RecordedRun(int operators)
    {
        _outputs = new sbyte[operators][];
    }

    /// <summary>[operators] copies of the outputs.</summary>
    public IReadOnlyList<sbyte[]> Outputs => _outputs;

    /// <summary>Runs <paramref name="model"/> on <paramref name="input"/> with the reference kernels.</summary>
    public static RecordedRun Of(Model model, sbyte[] input) =>
        Of(new Interpreter(model, new ReferenceKernels()), input);

    /// <summary>Runs an engine on <paramref name="input"/>.</summary>
    public static RecordedRun Of(IEngine engine, sbyte[] input)
    {
        var run = new RecordedRun(engine.Model.Operators.Length);
        engine.Observer = run;
        Array.Fill(engine.Arena, (sbyte)99); // what an operator reads beyond its input must not matter
        input.CopyTo(engine.Arena, engine.Model.Input.Offset);
        engine.Run();
        return run;
    }

    /// <inheritdoc />
    public void OnOperator(int index, Operator op, sbyte[] arena)
    {
        _outputs[index] = arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray();
    }
}
