// SPDX-License-Identifier: MIT
// A checkpoint's bytes, little endian:
//   8        "EMBCKPT" and the version, 1
//   int32    how many numbers; each: name, float64
//   int32    how many arrays; each: name, uint8 rank, int32 per dimension, float32 per value
//   uint32   CRC-32 of everything before
// A name is a uint16 byte count and UTF-8.
using System.Buffers.Binary;
using System.Text;
using Embedded.Inference;

namespace Embedded.Training.Runs;

/// <summary>Turns checkpoints into bytes and back.</summary>
internal static class CheckpointFormat
{
    /// <summary>Length of the CRC-32 at the end.</summary>
    public const int CrcBytes = 4;

    private static ReadOnlySpan<byte> Magic => "EMBCKPT\u0001"u8;

    public static byte[] Write(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream); // little endian on every platform
        writer.Write(Magic);
        writer.Write(checkpoint.Numbers.Count);
        foreach ((string name, double number) in checkpoint.Numbers)
        {
            WriteName(writer, name);
            writer.Write(number);
        }

        writer.Write(checkpoint.Arrays.Count);
        foreach ((string name, CheckpointArray array) in checkpoint.Arrays)
        {
            WriteName(writer, name);
            writer.Write((byte)array.Shape.Length);
            Array.ForEach(array.Shape, writer.Write);
            foreach (float value in array.Values)
            {
                writer.Write(value);
            }
        }

        writer.Write(Crc(stream.ToArray(), (int)stream.Length));
        return stream.ToArray();
    }

    /// <exception cref="CheckpointFormatException">The bytes are no complete checkpoint of this version.</exception>
    public static Checkpoint Read(byte[] bytes)
    {
        if (bytes.Length < Magic.Length + CrcBytes || !bytes.AsSpan(0, Magic.Length - 1).SequenceEqual(Magic[..^1]))
        {
            throw new CheckpointFormatException("it is not a checkpoint, or cut off");
        }

        if (bytes[Magic.Length - 1] != Magic[^1])
        {
            throw new CheckpointFormatException($"it has version {bytes[Magic.Length - 1]}, this program reads version {Magic[^1]}");
        }

        int end = bytes.Length - CrcBytes;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end)) != Crc(bytes, end))
        {
            throw new CheckpointFormatException("it is cut off or damaged (its CRC-32 is wrong)");
        }

        try
        {
            return ReadBody(bytes.AsSpan(Magic.Length, end - Magic.Length));
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or OutOfMemoryException)
        {
            throw new CheckpointFormatException("it is damaged: a length in it is wrong");
        }
    }

    private static Checkpoint ReadBody(ReadOnlySpan<byte> rest)
    {
        var checkpoint = new Checkpoint();
        for (int count = ReadInt32(ref rest); count > 0; count--)
        {
            string name = ReadName(ref rest);
            checkpoint.Add(name, BinaryPrimitives.ReadDoubleLittleEndian(Take(ref rest, 8)));
        }

        for (int count = ReadInt32(ref rest); count > 0; count--)
        {
            string name = ReadName(ref rest);
            var shape = new int[Take(ref rest, 1)[0]];
            int length = 1;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = ReadInt32(ref rest);
                length = checked(length * shape[axis]);
            }

            ReadOnlySpan<byte> data = Take(ref rest, checked(4 * length));
            var values = new float[length];
            for (int index = 0; index < length; index++)
            {
                values[index] = BinaryPrimitives.ReadSingleLittleEndian(data[(4 * index)..]);
            }

            checkpoint.Add(name, shape, values);
        }

        return rest.IsEmpty ? checkpoint : throw new CheckpointFormatException("it is damaged: bytes are left over");
    }

    private static void WriteName(BinaryWriter writer, string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        writer.Write((ushort)bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadName(ref ReadOnlySpan<byte> rest) =>
        Encoding.UTF8.GetString(Take(ref rest, BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, 2))));

    private static int ReadInt32(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, 4));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static uint Crc(byte[] bytes, int count)
    {
        var crc = new Crc32();
        crc.Add(bytes, 0, count);
        return crc.Value;
    }
}
