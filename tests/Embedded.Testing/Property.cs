// SPDX-License-Identifier: MIT
using CsCheck;

namespace Embedded.Testing;

/// <summary>CsCheck properties that draw the same values at every run.</summary>
public static class Property
{
    /// <summary>Draws <paramref name="count"/> values; the first that fails is handed to CsCheck, which shrinks it and prints its seed.</summary>
    /// <exception cref="CsCheckException">A value for which <paramref name="assert"/> throws.</exception>
    public static void ForAll<T>(Gen<T> values, int count, Action<T> assert, ulong seed = 1)
    {
        var random = new PCG(1, seed);
        for (int index = 0; index < count; index++)
        {
            string replay = random.ToString(random.State);
            T value = values.Generate(random, null, out _);
            try
            {
                assert(value);
            }
            catch (Exception)
            {
                values.Sample(assert, seed: replay, iter: 1000, threads: 1);
                throw;
            }
        }
    }
}
