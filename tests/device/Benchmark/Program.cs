// SPDX-License-Identifier: MIT
// What a multiply-accumulate costs on this board or this nanoCLR, in one run: a naive loop, the reference kernels, the lane kernels.
using System;
using Embedded.Inference;

namespace Embedded.Benchmark;

/// <summary>Prints nanoseconds a multiply-accumulate and what they are in percent of the naive loop.</summary>
public static class Program
{
    private const int NaiveCount = 64;
    private const int NaiveCalls = 4000;
    private const int Runs = 3;

    /// <summary>Runs everything once for the reference kernels, three times for the rest, of which the best counts.</summary>
    public static void Main()
    {
        Console.WriteLine("benchmark MobileNetV1 0.25 96x96x3, " + BenchmarkNetwork.MultiplyAccumulates.ToString() + " multiply-accumulates");
        Model model = ModelReader.Read(BenchmarkNetwork.Open());
        long naive = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            naive = Smaller(naive, Naive());
        }

        Print("naive loop", naive, naive);
        Interpreter lanes = new Interpreter(model, new LaneKernels());
        long best = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            best = Smaller(best, Run(lanes));
        }

        Print("lane kernels", best, naive);
        uint crc = OutputCrc(lanes);
        lanes = null; // its memory may be needed
        Interpreter reference = new Interpreter(model, new ReferenceKernels());
        Print("reference kernels", Run(reference), naive);
        Console.WriteLine(crc == OutputCrc(reference) ? "same bytes, CRC-32 " + crc.ToString("X8") : "! the bytes differ");
    }

    /// <summary>Picoseconds a multiply-accumulate of the loop as anyone would write it.</summary>
    private static long Naive()
    {
        sbyte[] weights = new sbyte[NaiveCount];
        sbyte[] values = new sbyte[NaiveCount];
        long start = DateTime.UtcNow.Ticks;
        for (int call = 0; call < NaiveCalls; call++)
        {
            Dot(values, 0, 3, weights, 0, NaiveCount);
        }

        return (DateTime.UtcNow.Ticks - start) * 100000 / (NaiveCount * NaiveCalls); // a tick is 100 ns
    }

    private static int Dot(sbyte[] values, int value, int zeroPoint, sbyte[] weights, int weight, int count)
    {
        int sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += weights[weight + index] * (values[value + index] - zeroPoint);
        }

        return sum;
    }

    /// <summary>Picoseconds a multiply-accumulate of the whole network.</summary>
    private static long Run(Interpreter interpreter)
    {
        for (int index = 0; index < interpreter.Model.Input.Count; index++)
        {
            interpreter.Arena[interpreter.Model.Input.Offset + index] = (sbyte)(index * 37 + index / 96);
        }

        long start = DateTime.UtcNow.Ticks;
        interpreter.Run();
        return (DateTime.UtcNow.Ticks - start) * 100000 / BenchmarkNetwork.MultiplyAccumulates;
    }

    private static uint OutputCrc(Interpreter interpreter)
    {
        Crc32 crc = new Crc32();
        crc.Add(interpreter.Arena, interpreter.Model.Output.Offset, interpreter.Model.Output.Count);
        return crc.Value;
    }

    private static void Print(string name, long picoseconds, long naive)
    {
        Console.WriteLine(name + " " + (picoseconds / 1000).ToString() + "." + (picoseconds / 100 % 10).ToString() + " ns, " + (picoseconds * 100 / naive).ToString() + " %");
    }

    private static long Smaller(long left, long right) => left < right ? left : right;
}
