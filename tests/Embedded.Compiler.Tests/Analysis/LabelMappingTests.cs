// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class LabelMappingTests
{
    [Fact]
    public void Of_OtherOrder_FindsTheOutputsByName() => Assert.Equal([2, 0], LabelMapping.Of(Model(3), ["class2", "class0"]));

    [Fact]
    public void Of_UnknownClass_NamesItAndTheModels()
    {
        var exception = Assert.Throws<ArgumentException>(() => LabelMapping.Of(Model(2), ["class0", "tree"]));

        Assert.Equal("the model does not know the class \"tree\"; its classes are class0, class1", exception.Message);
    }

    private static Model Model(int classes) => EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1, classes: classes))).Model;
}
