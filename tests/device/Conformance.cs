// SPDX-License-Identifier: MIT
using Embedded.Inference;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>Runs a model with every set of kernels and compares each operator's output with the PC's.</summary>
internal static class Conformance
{
    /// <summary>Runs one case.</summary>
    /// <param name="file">The model file.</param>
    /// <param name="seed">Of the input tensor's noise.</param>
    /// <param name="expected">[1 + operators] CRC-32s of the input and of every operator's output.</param>
    /// <param name="output">[outputs] int8 values as bytes, or [0] where the sums are enough.</param>
    public static void Check(byte[] file, int seed, uint[] expected, byte[] output)
    {
        IKernels[] sets = KernelSets.All();
        for (int set = 0; set < sets.Length; set++)
        {
            Model model = ModelReader.Read(new SegmentedModel(file));
            Interpreter interpreter = new Interpreter(model, sets[set]);
            ArenaEngine engine = new ArenaEngine(interpreter);
            uint[] sums = new uint[1 + model.Operators.Length];
            sbyte[] actual = new sbyte[model.Output.Count];
            new Noise(seed).Fill(interpreter.Arena, model.Input.Offset, model.Input.Count);
            engine.Run(sums);
            engine.CopyOutput(actual);
            Assert.AreEqual(expected.Length, sums.Length);
            for (int index = 0; index < sums.Length; index++)
            {
                Assert.AreEqual(expected[index], sums[index], "kernels " + set.ToString() + ", sum " + index.ToString());
            }

            for (int index = 0; index < output.Length; index++)
            {
                Assert.AreEqual((sbyte)output[index], actual[index], "kernels " + set.ToString() + ", output " + index.ToString());
            }
        }
    }
}
