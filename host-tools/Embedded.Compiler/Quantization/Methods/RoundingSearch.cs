// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization.Methods;

/// <summary>
/// Minimizes q' H q - 2 c' q over roundings up or down of a row of weights. From the nearest roundings on, the flip that
/// lowers the error most is made until none does; the gradient is kept up to date, so that a flip costs one row of H.
/// </summary>
public static class RoundingSearch
{
    private const int Largest = 127;

    /// <summary>[size] the integers.</summary>
    /// <param name="matrix">[size, size] H: symmetric, positive on the diagonal.</param>
    /// <param name="linear">[size] c.</param>
    /// <param name="steps">[size] the exact weights in steps, which are rounded up or down.</param>
    public static int[] Solve(double[] matrix, double[] linear, double[] steps)
    {
        int size = steps.Length;
        var values = new int[size];
        var others = new int[size]; // the other rounding
        for (int index = 0; index < size; index++)
        {
            double down = Math.Clamp(Math.Floor(steps[index]), -Largest, Largest);
            double up = Math.Clamp(Math.Ceiling(steps[index]), -Largest, Largest);
            bool isUp = Math.Abs(up - steps[index]) <= Math.Abs(steps[index] - down);
            values[index] = (int)(isUp ? up : down);
            others[index] = (int)(isUp ? down : up);
        }

        double[] gradient = Gradient(matrix, linear, values);
        while (true)
        {
            int best = -1;
            double lowest = -1e-12;
            for (int index = 0; index < size; index++)
            {
                double step = others[index] - values[index];
                double change = step * (2 * gradient[index] + step * matrix[index * size + index]);
                if (change < lowest)
                {
                    lowest = change;
                    best = index;
                }
            }

            if (best < 0)
            {
                return values;
            }

            double move = others[best] - values[best];
            (values[best], others[best]) = (others[best], values[best]);
            for (int index = 0; index < size; index++)
            {
                gradient[index] += move * matrix[best * size + index];
            }
        }
    }

    /// <summary>Half of the gradient: H q - c.</summary>
    private static double[] Gradient(double[] matrix, double[] linear, int[] values)
    {
        int size = values.Length;
        var gradient = new double[size];
        for (int row = 0; row < size; row++)
        {
            double sum = -linear[row];
            for (int column = 0; column < size; column++)
            {
                sum += matrix[row * size + column] * values[column];
            }

            gradient[row] = sum;
        }

        return gradient;
    }
}
