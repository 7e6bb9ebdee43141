// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Testing.Oracle;

namespace Embedded.Compiler.Tests.Quantization;

public class AddParametersTests
{
    [Theory]
    [InlineData(1f, 1f, 1f, 1 << 30, 0, 1 << 30, 0, 1 << 30, -18)] // 1/2, 1/2, 2^-19
    [InlineData(1f, 1f, 2f, 1 << 30, 0, 1 << 30, 0, 1 << 30, -19)]
    [InlineData(3f, 1f, 6f, 1 << 30, 0, 1431655765, -2, 1 << 30, -19)] // the larger scale always gets 1/2; 1/6 = 2/3 2^-2
    [InlineData(1f, 3f, 6f, 1431655765, -2, 1 << 30, 0, 1 << 30, -19)]
    [InlineData(1f, 1e-12f, 1f, 1 << 30, 0, 0, 0, 1 << 30, -18)] // a second input too small to count
    public void For_KnownScales_AreTheKnownNumbers(float first, float second, float output, params int[] expected) =>
        Assert.Equal(expected, AddParameters.For(first, second, output));

    [Fact]
    public void For_AnyScales_AreWithinHalfAStepOfTheExactQuotients()
    {
        var random = new Random(1);
        for (int draw = 0; draw < 20_000; draw++)
        {
            float first = MathF.Pow(2, 12 * random.NextSingle() - 8);
            float second = first * MathF.Pow(2, 8 * random.NextSingle() - 4);
            float output = MathF.Max(first, second) * MathF.Pow(2, 16 * random.NextSingle() - 8);
            int[] parameters = AddParameters.For(first, second, output);
            Rational twice = Rational.Exactly(Math.Max(first, second)) * 2;
            Rational[] exact = [Rational.Exactly(first) / twice, Rational.Exactly(second) / twice, twice / (Rational.Exactly(output) * (1 << 20))];
            for (int pair = 0; pair < 3; pair++)
            {
                Rational steps = exact[pair] * Rational.Power(2, 31 - parameters[2 * pair + 1]);
                Assert.InRange(parameters[2 * pair], 1 << 30, int.MaxValue);
                Assert.True((steps - parameters[2 * pair]).Abs() <= Rational.Half + Rational.Power(2, -20), $"draw {draw}"); // 2^-20: the quotient in double
            }
        }
    }

    [Fact]
    public void For_OutputOfATinyScale_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => AddParameters.For(1, 1, 1f / (1 << 19)));
        Assert.Throws<ArgumentException>(() => AddParameters.For(1, 1, 1e-30f));
        Assert.Equal(0, AddParameters.For(1, 1, 1.0000001f / (1 << 19))[5]);
    }

    [Theory]
    [InlineData(OperatorKind.Add, 0.501)] // halves and the rounding of the products, 2^-18 of a step
    [InlineData(OperatorKind.Mean, 1.0)] // rounds to 2^shift first
    public void Run_WrittenParameters_ComeNearTheRealResult(OperatorKind kind, double tolerance)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var graph = RandomOperator.Draw(kind, seed).Graph; // as written, not what the draw patched
            var model = ModelReader.Read(new SegmentedModel(Compiler.Formats.Emb.EmbWriter.Write(graph)));
            sbyte[] input = RandomBytes.Draw(seed, model.Input.Count);
            RecordedRun run = RecordedRun.Of(model, input);
            Operator op = model.Operators[^1];
            sbyte[][] inputs = [.. graph.Operators[^1].Inputs.Select(tensor => tensor == 0 ? input : run.Outputs[0])];
            for (int at = 0; at < op.Output.Count; at++)
            {
                double real = kind == OperatorKind.Add
                    ? Real(op.Input, inputs[0][at]) + Real(op.Input2, inputs[1][at])
                    : inputs[0].Where((_, index) => index % op.Input.Channels == at).Average(value => Real(op.Input, value));
                double wanted = Math.Clamp(real / Scale(op.Output) + op.Output.ZeroPoint, op.ActivationMin, op.ActivationMax);
                Assert.InRange(run.Outputs[^1][at], wanted - tolerance, wanted + tolerance);
            }
        }
    }

    private static double Real(Tensor tensor, sbyte value) => Scale(tensor) * (value - tensor.ZeroPoint);

    private static double Scale(Tensor tensor) => BitConverter.Int32BitsToSingle(tensor.ScaleBits);
}
