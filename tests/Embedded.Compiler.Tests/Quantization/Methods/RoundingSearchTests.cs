// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization.Methods;

namespace Embedded.Compiler.Tests.Quantization.Methods;

public class RoundingSearchTests
{
    /// <summary>Two inputs that are always equal: 0.4 + 0.4 is nearer to 1 + 0 than to 0 + 0.</summary>
    [Fact]
    public void Solve_InputsThatMoveTogether_RoundsOneUp()
    {
        double[] matrix = [1, 1, 1, 1];
        double[] steps = [0.4, 0.4];
        int[] rounded = RoundingSearch.Solve(matrix, [0.8, 0.8], steps);
        Assert.Equal(1, rounded.Sum());
    }

    [Fact]
    public void Solve_IndependentInputs_RoundsToTheNearest() =>
        Assert.Equal([0, 1, -1, -2], RoundingSearch.Solve([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4], [0.4, 1.2, -1.8, -6.4], [0.4, 0.6, -0.6, -1.6]));

    [Fact]
    public void Solve_WeightsBeyondTheRange_AreClipped() =>
        Assert.Equal([127, -127], RoundingSearch.Solve([1, 0, 0, 1], [127.4, -127.4], [127.4, -127.4]));

    /// <summary>Never worse than nearest, and for few weights often the best of all roundings, with inputs that depend on each other much.</summary>
    [Fact]
    public void Solve_RandomProblems_AreNoWorseThanNearestAndNearTheBest()
    {
        int best = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            (double[] matrix, double[] linear, double[] steps) = Problem(random, 6);
            double found = Error(matrix, linear, RoundingSearch.Solve(matrix, linear, steps));
            double nearest = Error(matrix, linear, [.. steps.Select(step => (int)Math.Round(step))]);
            double least = Enumerable.Range(0, 64).Min(bits => Error(matrix, linear, [.. steps.Select((step, index) => (int)Math.Floor(step) + ((bits >> index) & 1))]));
            Assert.True(found <= nearest + 1e-9, $"seed {seed}: {found} instead of {nearest}");
            Assert.True(found >= least - 1e-9, $"seed {seed}: {found} below the least, {least}");
            best += found <= least + 1e-9 ? 1 : 0;
        }

        Assert.InRange(best, 30, 100);
    }

    private static (double[] Matrix, double[] Linear, double[] Steps) Problem(Random random, int size)
    {
        double[] factor = [.. Enumerable.Range(0, size * size).Select(_ => random.NextDouble())];
        var matrix = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                matrix[row * size + column] = Enumerable.Range(0, size).Sum(index => factor[index * size + row] * factor[index * size + column]);
            }
        }

        double[] steps = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() * 20 - 10)];
        double[] linear = [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Sum(column => matrix[row * size + column] * steps[column]))];
        return (matrix, linear, steps);
    }

    private static double Error(double[] matrix, double[] linear, int[] values)
    {
        double sum = 0;
        for (int row = 0; row < values.Length; row++)
        {
            sum -= 2 * linear[row] * values[row];
            for (int column = 0; column < values.Length; column++)
            {
                sum += matrix[row * values.Length + column] * values[row] * values[column];
            }
        }

        return sum;
    }
}
