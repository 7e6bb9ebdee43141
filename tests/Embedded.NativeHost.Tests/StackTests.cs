// SPDX-License-Identifier: MIT
namespace Embedded.NativeHost.Tests;

public class StackTests
{
    private const int MostBytes = 3072; // a task on a board has 8 KB or less

    [Theory]
    [InlineData("-Os")]
    [InlineData("-O2")]
    public void Engine_DeepestStack_IsBoundedAndSmall(string optimization)
    {
        CallGraph graph = CallGraph.OfEngine(optimization);
        foreach (string function in new[] { "emb_open", "emb_run", "emb_preprocess" })
        {
            int bytes = graph.Deepest(function);
            TestContext.Current.TestOutputHelper?.WriteLine($"{function} {optimization}: {bytes} bytes of stack at most");
            Assert.InRange(bytes, 64, MostBytes);
        }

        Assert.Equal(["emb_run"], graph.CallersThroughPointers); // the observer
        Assert.Empty(graph.Dynamic);
        Assert.Empty(graph.Recursive);
    }
}
