// SPDX-License-Identifier: MIT
using Embedded.Report;

namespace Embedded.Core.Tests.Report;

public class ClassNamesTests
{
    [Theory]
    [InlineData("daisy", "daisy")]
    [InlineData("Tulip-2_b.c", "Tulip-2_b.c")]
    [InlineData("red rose", "red_rose")]
    [InlineData("Löwenzahn", "L_wenzahn")]
    [InlineData("шумшум", "______")]
    [InlineData("a=b 50%~", "a_b_50__")]
    [InlineData("thirteen_char", "thirteen_cha")]
    [InlineData("", "class0")]
    [InlineData("unknown", "unknown~0")]
    public void Name_OneLabel_IsPlainAndShort(string label, string expected)
    {
        Assert.Equal(expected, new ClassNames([label], 1)[0]);
    }

    [Fact]
    public void Name_NoLabels_IsTheIndex()
    {
        var names = new ClassNames([], 3);

        Assert.Equal(["class0", "class1", "class2"], [names[0], names[1], names[2]]);
    }

    [Fact]
    public void Name_ChangedIntoAnotherOne_EndsInItsIndex()
    {
        var names = new ClassNames(["a_b", "a b", "golden retriever", "golden retrieved"], 4);

        Assert.Equal(["a_b", "a_b~1", "golden_ret~2", "golden_retri"], [names[0], names[1], names[2], names[3]]);
        Assert.All(Enumerable.Range(0, names.Count), index => Assert.InRange(names[index].Length, 1, ClassNames.MaxLength));
    }
}
