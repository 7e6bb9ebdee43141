// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Attributes;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Benchmarks;

/// <summary>
/// One frame of MobileNetV1 0.25 at 96x96x3 on one thread. The network has <see cref="MultiplyAccumulates"/> multiply-accumulates,
/// and BenchmarkDotNet divides by them: the column "Mean" is the time of one.
/// </summary>
[MemoryDiagnoser]
public class EngineBenchmark
{
    /// <summary>Of MobileNetV1 0.25 at 96x96x3 with five classes.</summary>
    public const int MultiplyAccumulates = 7_490_432;

    private Interpreter _interpreter = null!;
    private Interpreter _lanes = null!;

    /// <summary>Builds the network with random weights.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV1(seed: 1))).Model;
        long counted = model.Operators.Sum(op => OperatorCost.Of(op).MultiplyAccumulates);
        if (counted != MultiplyAccumulates)
        {
            throw new InvalidOperationException($"the network has {counted} multiply-accumulates");
        }

        _interpreter = new Interpreter(model, new ReferenceKernels());
        _lanes = new Interpreter(model, new LaneKernels());
    }

    /// <summary>The readable C# kernels.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = MultiplyAccumulates)]
    public void CSharpReference() => _interpreter.Run();

    /// <summary>The C# kernels made for an interpreter of IL.</summary>
    [Benchmark(OperationsPerInvoke = MultiplyAccumulates)]
    public void CSharpLanes() => _lanes.Run();
}
