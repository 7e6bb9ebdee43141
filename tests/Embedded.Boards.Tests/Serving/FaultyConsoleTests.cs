// SPDX-License-Identifier: MIT
using System.Text;
using Embedded.Boards.Tests.Simulation;
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Serving;

/// <summary>A long recording of a virtual board, damaged, and what a listener makes of it.</summary>
public class FaultyConsoleTests
{
    private static readonly string[] s_lines = Record();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Listener_OnePercentOfBytesFlippedAndFramingSwitchedTwice_RecoversEveryIntactPrediction(int seed)
    {
        using var sink = new Sink();
        var intact = new List<string>();
        int sent = 0;
        using (var faulty = new FaultyConsole(sink, new FaultOptions { Seed = seed, FlippedBytes = 0.01, FramingPeriod = s_lines.Length / 3 }))
        {
            foreach (string line in s_lines)
            {
                int before = (int)sink.Length;
                faulty.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
                if (line[0] == '>')
                {
                    sent++;
                    string arrived = Encoding.Latin1.GetString(sink.Since(before));
                    if (arrived.EndsWith(line + "\r\n", StringComparison.Ordinal))
                    {
                        intact.Add(line);
                    }
                }
            }
        }

        var predictions = new List<string>();
        var counts = new ConsoleCounts();
        new ConsoleDecoder(text =>
        {
            ConsoleLine line = ConsoleParser.Parse(text);
            counts.Add(line);
            if (line is PredictionLine prediction)
            {
                predictions.Add(prediction.Text);
            }
        }).Add(sink.Bytes);

        Assert.InRange(intact.Count, sent / 3, sent - 100); // the damage is real
        Assert.Empty(intact.Except(predictions));
        Assert.Empty(predictions.Except(s_lines)); // nothing that was not sent
        Assert.Equal(sent - predictions.Count, counts.LostPredictions + Missing(predictions[^1]));
    }

    /// <summary>Predictions behind the last one that arrived cannot be missed by their numbers.</summary>
    private static int Missing(string last) => s_lines.Count(line => line[0] == '>') - 1 - int.Parse(last.Split(' ')[1]);

    private static string[] Record()
    {
        byte[] model = ColourNetwork.Write(new DecisionSettings { Smoothing = 1, Threshold = 50 }, 8);
        return BoardRun.Of(model, new ListFrames(string.Join(' ', Enumerable.Repeat("red green grey blue", 500)))).Lines;
    }
}
