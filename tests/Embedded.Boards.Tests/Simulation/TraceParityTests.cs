// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>What a monitor will do with a real board: recompute everything from the frame that the board printed.</summary>
public class TraceParityTests
{
    [Theory]
    [InlineData(3, 24, PixelFormat.Rgb565BigEndian)]
    [InlineData(1, 40, PixelFormat.Gray8)]
    public void Run_PrintFramesAndTrace_HostComputesTheSameBytes(int channels, int size, PixelFormat expectedFormat)
    {
        byte[] file = EmbWriter.Write(RandomGraph.MobileNet(seed: 11, size: size, channels: channels) with
        {
            Decision = new DecisionSettings { Smoothing = 1, PrintFrames = true, PrintTrace = true },
        });
        var frames = new NoiseFrames(count: 3);

        BoardRun run = BoardRun.Of(file, frames);

        Model model = EmbFile.Parse(file).Model;
        for (int number = 0; number < 3; number++)
        {
            Frame frame = ReadFrame(run, number);
            Assert.Equal((96, 96, expectedFormat), (frame.Width, frame.Height, frame.Format));
            var interpreter = new Interpreter(model, new ReferenceKernels());
            new Preprocessor(model.InputSpec).Run(frame, interpreter.Arena, model.Input.Offset);
            var sums = new Sums();
            List<string> trace = [$"t {number} input {Sums.Of(interpreter.Arena, model.Input)}"];
            interpreter.Observer = sums;
            interpreter.Run();
            trace.AddRange(sums.Lines.Select((sum, index) => $"t {number} {index} {sum}"));
            Assert.Equal(trace, run.Kind('t').Where(line => line.StartsWith($"t {number} ")));
            Assert.Equal(
                $"o {number} 0 " + string.Join(' ', interpreter.Arena[model.Output.Offset..model.Output.End]),
                Assert.Single(run.Kind('o'), line => line.StartsWith($"o {number} ")));
        }
    }

    private static Frame ReadFrame(BoardRun run, int number)
    {
        string[] lines = [.. run.Kind('f').Where(line => line.StartsWith($"f {number} "))];
        Dictionary<string, string> fields = lines[0].Split(' ')[3..].Select(field => field.Split('=')).ToDictionary(field => field[0], field => field[1]);
        byte[] pixels = [.. lines[1..^1].SelectMany(line => Convert.FromBase64String(line.Split(' ')[3]))];
        int[] size = [.. fields["size"].Split('x').Select(int.Parse)];
        Assert.Equal(int.Parse(fields["bytes"]), pixels.Length);
        return new Frame(pixels, size[0], size[1], fields["format"] == "gray8" ? PixelFormat.Gray8 : PixelFormat.Rgb565BigEndian);
    }

    private sealed class NoiseFrames(int count) : IFrameSource
    {
        private readonly Random _random = new(77);
        private int _left = count;

        public Picture? Next()
        {
            if (_left-- == 0)
            {
                return null;
            }

            var rgb = new byte[130 * 100 * 3];
            _random.NextBytes(rgb);
            return new Picture(130, 100, rgb);
        }
    }

    private sealed class Sums : IOperatorObserver
    {
        public List<string> Lines { get; } = [];

        public static string Of(sbyte[] arena, Tensor tensor)
        {
            var crc = new Crc32();
            crc.Add(arena, tensor.Offset, tensor.Count);
            return crc.Value.ToString("x8");
        }

        public void OnOperator(int index, Operator op, sbyte[] arena) => Lines.Add(Of(arena, op.Output));
    }
}
