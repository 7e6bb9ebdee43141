// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class ModelInspectionTests
{
    [Fact]
    public void ReadsFrom_NetworkWithSums_NamesBothWriters()
    {
        ModelInspection inspection = ModelInspection.Of(EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV2(1, blocks: 3))));

        Assert.Equal([-1], inspection.ReadsFrom(0));
        Assert.Equal([0], inspection.ReadsFrom(1));
        Assert.Equal("ADD", OperatorText.Opcode(inspection.Model.Operators[8].Kind));
        Assert.Equal([7, 4], inspection.ReadsFrom(8));
        Assert.Equal([8, 11], inspection.ReadsFrom(12)); // the earlier tensor first
        Assert.Equal([12], inspection.ReadsFrom(13));
    }
}
