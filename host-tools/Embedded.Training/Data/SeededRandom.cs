// SPDX-License-Identifier: MIT
namespace Embedded.Training.Data;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Each use gets its own stream from the run's seed and where it stands (epoch, sample),
/// so results depend neither on the number of threads nor on where a run was resumed.
/// </summary>
internal struct SeededRandom
{
    private ulong _state;

    /// <summary>The stream of (<paramref name="seed"/>, <paramref name="purpose"/>, <paramref name="index"/>).</summary>
    public SeededRandom(long seed, long purpose, long index)
    {
        _state = (ulong)seed;
        _state = Next() + (ulong)purpose;
        _state = Next() + (ulong)index;
    }

    /// <summary>A stream of its own for <paramref name="purpose"/>; this one goes on as if nothing had been taken.</summary>
    public readonly SeededRandom Apart(long purpose) => new((long)_state, purpose, 0);

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="minimum"/>, <paramref name="maximum"/>).</summary>
    public double Uniform(double minimum, double maximum) => minimum + (maximum - minimum) * NextDouble();

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(NextDouble() * count);

    /// <summary>True in <paramref name="probability"/> of the calls.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller).</summary>
    public double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Beta(<paramref name="alpha"/>, <paramref name="alpha"/>) for alpha in (0, 1] (Johnk 1964).</summary>
    public double Beta(double alpha)
    {
        while (true)
        {
            double first = Math.Pow(NextDouble(), 1 / alpha);
            double second = Math.Pow(NextDouble(), 1 / alpha);
            if (first + second is > 0 and <= 1)
            {
                return first / (first + second);
            }
        }
    }
}
