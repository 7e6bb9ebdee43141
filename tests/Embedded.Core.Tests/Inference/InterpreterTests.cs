// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class InterpreterTests
{
    [Fact]
    public void Run_AfterLoad_AllocatesNothing()
    {
        var interpreter = new Interpreter(ModelReader.Read(new SegmentedModel(EmbWriter.Write(RandomGraph.MobileNet(1)))), new ReferenceKernels());
        interpreter.Run(); // compiles
        long before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Run_SameInputTwice_GivesTheSameOutput()
    {
        Model model = ModelReader.Read(new SegmentedModel(EmbWriter.Write(RandomGraph.MobileNet(2))));
        var interpreter = new Interpreter(model, new ReferenceKernels());
        sbyte[] input = RandomBytes.Draw(2, model.Input.Count);
        input.CopyTo(interpreter.Arena, model.Input.Offset);
        interpreter.Run();
        sbyte[] first = interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray();
        input.CopyTo(interpreter.Arena, model.Input.Offset);
        interpreter.Run();
        Assert.Equal(first, interpreter.Arena.AsSpan(model.Output.Offset, model.Output.Count).ToArray());
        Assert.Equal("csharp", interpreter.EngineName);
    }
}
