// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference.Lanes;

/// <summary>One model in the lane kernels and in the reference kernels.</summary>
internal static class LaneComparison
{
    /// <summary>
    /// Runs both twice, since nothing may be carried over, and compares every operator's output; of a model with one operator, the
    /// whole arena but its scratch.
    /// </summary>
    /// <returns>Which operators ran in lanes.</returns>
    public static bool[] Run(Model model, sbyte[] input, string name)
    {
        var kernels = new LaneKernels();
        var lanes = new Interpreter(model, kernels);
        var reference = new Interpreter(model, new ReferenceKernels());
        for (int run = 0; run < 2; run++)
        {
            List<sbyte[]> expected = Outputs(reference, input, run);
            List<sbyte[]> actual = Outputs(lanes, input, run);
            Assert.Equal(expected.Count, actual.Count);
            for (int index = 0; index < expected.Count; index++)
            {
                Assert.True(expected[index].AsSpan().SequenceEqual(actual[index]), $"{name}, run {run}: operator {index} differs");
            }

            Operator op = model.Operators[0];
            reference.Arena.AsSpan(op.ScratchOffset, op.ScratchBytes).Clear(); // the reference keeps rows there
            lanes.Arena.AsSpan(op.ScratchOffset, op.ScratchBytes).Clear();
            Assert.True(model.Operators.Length > 1 || reference.Arena.AsSpan().SequenceEqual(lanes.Arena), $"{name}, run {run}: wrote outside of its output");
        }

        return Array.ConvertAll(model.Operators, kernels.RunsInLanes);
    }

    private static List<sbyte[]> Outputs(Interpreter interpreter, sbyte[] input, int run)
    {
        Array.Fill(interpreter.Arena, (sbyte)(99 - run));
        Span<sbyte> values = interpreter.Arena.AsSpan(interpreter.Model.Input.Offset, interpreter.Model.Input.Count);
        input.CopyTo(values);
        if (run == 1)
        {
            values.Reverse();
        }

        var recorder = new Recorder();
        interpreter.Observer = recorder;
        interpreter.Run();
        return recorder.Outputs;
    }

    private sealed class Recorder : IOperatorObserver
    {
        public List<sbyte[]> Outputs { get; } = [];

        public void OnOperator(int index, Operator op, sbyte[] arena) => Outputs.Add(arena.AsSpan(op.Output.Offset, op.Output.Count).ToArray());
    }
}
