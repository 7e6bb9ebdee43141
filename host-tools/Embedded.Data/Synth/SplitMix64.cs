// SPDX-License-Identifier: MIT
namespace Embedded.Data.Synth;

/// <summary>
/// A small pseudo-random generator that is the same on every platform and version of .NET (Steele, Lea, Flood 2014,
/// "Fast splittable pseudorandom number generators").
/// </summary>
public sealed class SplitMix64
{
    private ulong _state;

    /// <summary>Starts the sequence of one seed.</summary>
    public SplitMix64(ulong seed)
    {
        _state = seed;
    }

    /// <summary>A generator for one item of a set, so that items can be made in any order or at once.</summary>
    public static SplitMix64 For(ulong seed, int group, int index)
    {
        ulong item = Mix(Mix(seed) + (ulong)(uint)group);
        return new SplitMix64(Mix(item + (ulong)(uint)index));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 up to but without 1, a multiple of 2^-24.</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public float Between(float low, float high) => low + (high - low) * Unit();

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    /// <summary>True with this probability.</summary>
    public bool Chance(float probability) => Unit() < probability;

    /// <summary>One of the items, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Whole(0, items.Count - 1)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
