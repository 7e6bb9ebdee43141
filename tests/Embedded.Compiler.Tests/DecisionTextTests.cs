// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;

namespace Embedded.Compiler.Tests;

public class DecisionTextTests
{
    private static readonly string[] Labels = ["daisy", "rose"];

    [Fact]
    public void Apply_EveryKey_IsWrittenBack()
    {
        string[] assignments = ["threshold=61", "smoothing=32", "led-class=rose", "led=flash", "print-frames=on", "print-trace=on"];
        var settings = new DecisionSettings();

        Array.ForEach(assignments, assignment => DecisionText.Apply(settings, Labels, assignment));

        Assert.Equal(assignments, DecisionText.Write(settings, Labels).Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(DecisionText.Keys.Select(pair => pair.Key), DecisionText.Write(settings, Labels).Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("threshold=101")]
    [InlineData("threshold=-1")]
    [InlineData("threshold=half")]
    [InlineData("smoothing=0")]
    [InlineData("smoothing=33")]
    [InlineData("led-class=oak")]
    [InlineData("led=red")]
    [InlineData("print-frames=yes")]
    [InlineData("print-trace=1")]
    [InlineData("colour=red")]
    [InlineData("threshold")]
    [InlineData("=5")]
    public void Apply_ImpossibleAssignment_IsRefusedAndChangesNothing(string assignment)
    {
        var settings = new DecisionSettings();
        IEnumerable<string> before = Texts(settings);

        Assert.Throws<FormatException>(() => DecisionText.Apply(settings, Labels, assignment));
        Assert.Equal(before, Texts(settings));
    }

    [Fact]
    public void Apply_UnknownKey_ListsTheKeys()
    {
        var exception = Assert.Throws<FormatException>(() => DecisionText.Apply(new DecisionSettings(), Labels, "colour=red"));

        Assert.All(DecisionText.Keys, key => Assert.Contains(key.Key, exception.Message));
    }

    private static string[] Texts(DecisionSettings settings) => [.. DecisionText.Write(settings, Labels).Select(pair => pair.Value)];
}
