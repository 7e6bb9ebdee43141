// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Training.Runs;

namespace Embedded.Cli.Tests.Training;

public class CheckpointFormatTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        Checkpoint checkpoint = Sample();
        byte[] bytes = CheckpointFormat.Write(checkpoint);
        Checkpoint read = CheckpointFormat.Read(bytes);
        Assert.Equal(checkpoint.Numbers, read.Numbers);
        Assert.Equal(checkpoint.Arrays.Keys, read.Arrays.Keys);
        Assert.Equal([2, 3], read.Arrays["net/größe"].Shape);
        Assert.Equal(checkpoint.Array("net/größe", 6), read.Array("net/größe", 6));
        Assert.Equal(bytes, CheckpointFormat.Write(read));
    }

    [Fact]
    public void Read_EveryTruncation_IsRecognized()
    {
        byte[] bytes = CheckpointFormat.Write(Sample());
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CheckpointFormatException>(() => CheckpointFormat.Read(bytes[..length]));
        }
    }

    [Fact]
    public void Read_EveryByteFlippedWithTheCrcRepaired_GivesATypedErrorOrACheckpoint()
    {
        byte[] bytes = CheckpointFormat.Write(Sample());
        for (int index = 8; index < bytes.Length - 4; index++)
        {
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xff })
            {
                byte[] changed = [.. bytes];
                changed[index] ^= mask;
                Assert.Throws<CheckpointFormatException>(() => CheckpointFormat.Read(changed));
                var crc = new Crc32();
                crc.Add(changed, 0, changed.Length - 4);
                BitConverter.TryWriteBytes(changed.AsSpan(changed.Length - 4), crc.Value);
                try
                {
                    Assert.NotNull(CheckpointFormat.Read(changed));
                }
                catch (CheckpointFormatException)
                {
                }
            }
        }
    }

    [Fact]
    public void Read_LaterVersion_SaysSo()
    {
        byte[] bytes = CheckpointFormat.Write(Sample());
        bytes[7] = 2;
        var e = Assert.Throws<CheckpointFormatException>(() => CheckpointFormat.Read(bytes));
        Assert.Contains("version 2", e.Message);
    }

    private static Checkpoint Sample()
    {
        var checkpoint = new Checkpoint();
        checkpoint.Add("epochs", 7);
        checkpoint.Add("bestLoss", 0.123456789);
        checkpoint.Add("net/größe", [2, 3], [1, -2, 3.5f, float.MaxValue, 0, -0f]);
        checkpoint.Add("empty", [0], []);
        return checkpoint;
    }
}
