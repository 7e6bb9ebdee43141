// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Data;
using Embedded.Data.Synth;
using Embedded.Vision;

namespace Embedded.Interop.Tests;

/// <summary>Seeded input tensors.</summary>
internal static class Frames
{
    /// <summary>Independent random bytes.</summary>
    public static IEnumerable<sbyte[]> Noise(QuantizedGraph graph, int count)
    {
        var random = new Random(1);
        var frame = new byte[graph.Tensors[0].Shape.Count];
        for (int index = 0; index < count; index++)
        {
            random.NextBytes(frame);
            yield return Array.ConvertAll(frame, value => (sbyte)value);
        }
    }

    /// <summary>Drawn flowers, all kinds in turn.</summary>
    public static IEnumerable<sbyte[]> Flowers(QuantizedGraph graph, int count)
    {
        var preprocessor = new Preprocessor(graph.InputSpec!);
        for (int index = 0; index < count; index++)
        {
            var frame = new sbyte[graph.Tensors[0].Shape.Count];
            preprocessor.Run(SyntheticFlowers.Draw(1, index % SyntheticFlowers.Labels.Count, index, 128).ToFrame(), frame, 0);
            yield return frame;
        }
    }

    /// <summary>The grey pictures (.gray) of a shared folder, in the order of their names.</summary>
    public static IEnumerable<sbyte[]> GreyPictures(QuantizedGraph graph, string folder)
    {
        var preprocessor = new Preprocessor(graph.InputSpec!);
        foreach (string file in Directory.GetFiles(folder, "*.gray").Order(StringComparer.Ordinal))
        {
            var frame = new sbyte[graph.Tensors[0].Shape.Count];
            preprocessor.Run(PictureFile.Load(file).ToFrame(), frame, 0);
            yield return frame;
        }
    }
}
