// SPDX-License-Identifier: MIT
using Embedded.Data.Synth;

namespace Embedded.Data.Tests.Synth;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Next_Seed1234567_GivesThePublishedSequence()
    {
        // The sequence of the reference implementation by Sebastiano Vigna for this seed, as Rosetta Code lists it.
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void Whole_ManyDraws_HitsBothEndsAndNothingBeyond()
    {
        var random = new SplitMix64(1);

        int[] values = [.. Enumerable.Range(0, 1000).Select(_ => random.Whole(-2, 3))];

        Assert.Equal([-2, -1, 0, 1, 2, 3], values.Distinct().Order());
    }
}
