// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests;

public class EmbWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Write_RandomMobileNet_ReadsBackAndRuns(int seed)
    {
        QuantizedGraph graph = RandomGraph.MobileNet(seed);
        EmbFile file = EmbFile.Parse(EmbWriter.Write(graph));
        var interpreter = new Interpreter(file.Model, new ReferenceKernels());
        interpreter.Run();
        int sum = 0;
        for (int index = 0; index < file.Model.Output.Count; index++)
        {
            sum += interpreter.Arena[file.Model.Output.Offset + index] + 128;
        }

        Assert.InRange(sum, 250, 262); // probabilities of scale 1/256, each rounded
    }
}
