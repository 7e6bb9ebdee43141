// SPDX-License-Identifier: MIT
using Embedded.Boards.Tests.Simulation;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Verification;

/// <summary>Models and what a virtual board with them prints.</summary>
internal static class Recording
{
    public static byte[] Model(int seed = 11, int channels = 1, bool frames = true, bool trace = true, int smoothing = 2, bool hasTable = false) =>
        EmbWriter.Write(RandomGraph.MobileNet(seed, size: 24, channels: channels) with
        {
            Decision = new DecisionSettings { Smoothing = smoothing, Threshold = 30, PrintFrames = frames, PrintTrace = trace },
            InputSpec = new InputSpec(24, 24, channels, ResizeMethod.Area, hasTable ? [.. Enumerable.Range(-128, 256).Select(value => (sbyte)value)] : null),
        });

    /// <summary>The console of a board whose engine is changed after the model was loaded.</summary>
    public static string[] Of(byte[] model, int frames, Func<Interpreter, IEngine>? change = null, int seed = 77)
    {
        var console = new StringWriter { NewLine = "\n" };
        VirtualBoardOptions options = change == null ? new() : new() { Engine = file => change(Load(file)) };
        new VirtualBoard(BoardDescriptor.Load("esp32-cam"), model, new NoiseFrames(frames, seed), console, TextWriter.Null, options).Run(TestContext.Current.CancellationToken);
        return console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Interpreter Load(byte[] file) => new(ModelReader.Read(new SegmentedModel(file)), new ReferenceKernels());

    public static VerifyOutcome Verify(IBoardPort port, byte[] model, int? frames = null, List<StageDifference>? differences = null, TimeSpan? silence = null) =>
        new BoardVerification(port, EmbFile.Parse(model), "model.emb", file => Load(file.Bytes))
        {
            Frames = frames,
            Silence = silence ?? TimeSpan.FromSeconds(30),
            OnDifference = (_, difference) => differences?.Add(difference),
        }.RunAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    public static List<CollectedFrame> Collect(IEnumerable<string> lines)
    {
        var frames = new List<CollectedFrame>();
        var collector = new FrameCollector(frames.Add);
        foreach (string line in lines)
        {
            collector.Add(ConsoleParser.Parse(line));
        }

        return frames;
    }

    /// <summary>Coarse noise that survives being made smaller.</summary>
    private sealed class NoiseFrames(int count, int seed) : IFrameSource
    {
        private readonly Random _random = new(seed);
        private int _left = count;

        public Picture? Next()
        {
            if (_left-- == 0)
            {
                return null;
            }

            var blocks = new byte[32 * 32 * 3];
            _random.NextBytes(blocks);
            return new Picture(96, 96, [.. from y in Enumerable.Range(0, 96) from x in Enumerable.Range(0, 96) from c in Enumerable.Range(0, 3) select blocks[((y / 3 * 32) + (x / 3)) * 3 + c]]);
        }
    }
}
