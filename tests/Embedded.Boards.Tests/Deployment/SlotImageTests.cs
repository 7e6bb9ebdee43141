// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Deployment;

public class SlotImageTests
{
    private static readonly byte[] s_model = ColourNetwork.Write(new DecisionSettings { Smoothing = 1 }, 8);

    [Theory]
    [InlineData(1u)]
    [InlineData(uint.MaxValue)]
    public void Write_AModel_IsReadBack(uint sequence)
    {
        byte[] image = SlotImage.Write(s_model, sequence);

        Assert.Equal(SlotImage.BytesFor(s_model.Length), image.Length);
        Assert.Equal(s_model, image[..s_model.Length]);
        Assert.Equal(sequence, SlotImage.Sequence([.. image, 0xFF, 0xFF], s_model.Length));
    }

    [Fact]
    public void Sequence_TransferThatBroke_IsZeroAtEveryByte()
    {
        byte[] image = SlotImage.Write(s_model, 7);
        for (int written = 0; written < image.Length; written++)
        {
            byte[] slot = [.. image[..written], .. Enumerable.Repeat((byte)0xFF, image.Length - written)];
            Assert.Equal(0u, SlotImage.Sequence(slot, s_model.Length));
        }
    }

    [Fact]
    public void Sequence_RecordOfAnotherModel_IsZero()
    {
        byte[] image = SlotImage.Write(s_model, 7);
        image[12] ^= 1;

        Assert.Equal(0u, SlotImage.Sequence(image, s_model.Length));
    }

    [Fact]
    public void Write_SequenceZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => SlotImage.Write(s_model, 0));
}
