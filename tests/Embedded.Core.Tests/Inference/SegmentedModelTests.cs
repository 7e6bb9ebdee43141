// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

public class SegmentedModelTests
{
    [Fact]
    public void Read_AnyRangeOfAnyCut_GivesTheFilesBytes()
    {
        byte[] file = Array.ConvertAll(RandomBytes.Draw(1, 200), value => (byte)value);
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            SegmentedModel model = Cut(file, random, largest: 60);
            int start = random.Next(file.Length + 1);
            int count = random.Next(file.Length - start + 1);
            byte[] buffer = new byte[count + 4];
            model.Read(start, buffer, 3, count);
            Assert.Equal([0, 0, 0, .. file.AsSpan(start, count), 0], buffer);
            Assert.Equal(file.Length, model.Length);
        }
    }

    [Fact]
    public void Read_ModelInSeveralSegments_IsTheSameModel()
    {
        byte[] file = EmbWriter.Write(RandomGraph.MobileNet(1));
        Model whole = ModelReader.Read(new SegmentedModel(file));
        Model cut = ModelReader.Read(Cut(file, new Random(1), largest: 700));
        sbyte[] input = RandomBytes.Draw(1, whole.Input.Count);
        Assert.Equal(whole.Crc, cut.Crc);
        Assert.Equal(RecordedRun.Of(whole, input).Outputs, RecordedRun.Of(cut, input).Outputs);
    }

    private static SegmentedModel Cut(byte[] file, Random random, int largest)
    {
        var segments = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int count = Math.Min(random.Next(largest), file.Length - at); // some are empty
            segments.Add(file[at..(at + count)]);
            at += count;
        }

        return new SegmentedModel([.. segments]);
    }
}
