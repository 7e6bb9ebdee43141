// SPDX-License-Identifier: MIT
using Embedded.Compiler.Quantization;
using Embedded.Data;
using Embedded.Data.Synth;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.Compiler.Analysis.Decisions;

/// <summary>What a network says to all pictures, and to what a simulated camera sees of some of them.</summary>
internal sealed class FrameRecords
{
    private FrameRecords(int pictures, int sequences)
    {
        Outcomes = new FrameOutcome[pictures];
        Scores = new sbyte[pictures][];
        SequenceScores = new sbyte[sequences][][];
        SequenceOutputs = new DecisionSequence[sequences];
    }

    /// <summary>[pictures]</summary>
    public FrameOutcome[] Outcomes { get; }

    /// <summary>[pictures][classes] int8.</summary>
    public sbyte[][] Scores { get; }

    /// <summary>[sequences][frames][classes] int8.</summary>
    public sbyte[][][] SequenceScores { get; }

    /// <summary>[sequences], in the order in which the camera turns to them.</summary>
    public DecisionSequence[] SequenceOutputs { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="newEngine">Makes an engine for one thread.</param>
    /// <param name="pictures">What it sees.</param>
    /// <param name="options">The simulated camera, and threads.</param>
    /// <param name="withSequences">False to see the pictures only.</param>
    /// <param name="onFrame">Told after each frame, from several threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FrameRecords Run(
        Func<IEngine> newEngine, DecisionPictures pictures, DecisionOptions options, bool withSequences, Action onFrame, CancellationToken cancellation)
    {
        int[] places = Places(pictures.Count, withSequences ? options : options with { MostSequences = 0 });
        var records = new FrameRecords(pictures.Count, places.Count(place => place >= 0));
        ParallelFrames.Run(
            pictures.Count,
            () => new Worker(newEngine(), records, options),
            (index, worker) => worker.Run(index, pictures.Picture(index), pictures.Label(index), places[index], onFrame),
            options.Threads,
            null,
            cancellation);
        return records;
    }

    /// <summary>[pictures] at which place the camera looks at each, -1 for never: some, evenly spread, in random order.</summary>
    private static int[] Places(int count, DecisionOptions options)
    {
        int[] chosen = EvenSpread.Indices(count, options.MostSequences);
        var random = new SplitMix64(options.Seed);
        for (int last = chosen.Length - 1; last > 0; last--)
        {
            int other = random.Whole(0, last);
            (chosen[last], chosen[other]) = (chosen[other], chosen[last]);
        }

        var places = new int[count];
        Array.Fill(places, -1);
        for (int place = 0; place < chosen.Length; place++)
        {
            places[chosen[place]] = place;
        }

        return places;
    }

    private sealed class Worker(IEngine engine, FrameRecords records, DecisionOptions options)
    {
        private readonly ScoreRecorder _recorder = new(engine);

        public void Run(int index, Picture picture, int label, int place, Action onFrame)
        {
            records.Outcomes[index] = _recorder.Run(picture.ToFrame(), label);
            records.Scores[index] = _recorder.Scores;
            onFrame();
            if (place < 0)
            {
                return;
            }

            var scores = new List<sbyte[]>();
            var outputs = new List<sbyte[]>();
            foreach (Frame frame in StillSequence.Of(picture, engine.Model.InputSpec, options.Motion, SplitMix64.For(options.Seed, 0, index)).Take(SmoothingStudy.WarmUp + SmoothingStudy.Settled))
            {
                _recorder.Run(frame, label);
                scores.Add(_recorder.Scores);
                outputs.Add(_recorder.Output);
                onFrame();
            }

            records.SequenceScores[place] = [.. scores];
            records.SequenceOutputs[place] = new DecisionSequence(label, outputs);
        }
    }
}
