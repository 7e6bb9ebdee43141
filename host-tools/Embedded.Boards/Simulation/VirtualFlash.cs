// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Data;
using Embedded.Inference;

namespace Embedded.Boards;

/// <summary>The flash memory of a virtual board, by address, as its board.json lays it out; a new one is erased.</summary>
public sealed class VirtualFlash
{
    private const byte Erased = 0xFF;
    private const int LengthPosition = 8; // in a model file's header

    private readonly BoardDescriptor _board;
    private readonly byte[] _bytes;

    /// <summary>The flash of a board, erased.</summary>
    public VirtualFlash(BoardDescriptor board)
    {
        _board = board;
        _bytes = new byte[board.FlashBytes];
        _bytes.AsSpan().Fill(Erased);
    }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Flash whose first slot holds a model with sequence number 1.</summary>
    /// <param name="board">Which board.</param>
    /// <param name="model">An .emb file; one that is too short for a header is written without a record.</param>
    /// <exception cref="BoardException">The model does not fit into the slot.</exception>
    public static VirtualFlash WithModel(BoardDescriptor board, byte[] model)
    {
        FlashPartition slot = board.ModelSlots[0];
        if (SlotImage.BytesFor(model.Length) > slot.Bytes)
        {
            throw new BoardException($"The model has {model.Length:N0} bytes, but the {board.Name} board has room for {slot.Bytes - SlotImage.RecordBytes:N0}; train a smaller network.");
        }

        var flash = new VirtualFlash(board);
        flash.Write(slot.Offset, model.Length < EmbFormat.HeaderBytes ? model : SlotImage.Write(model, 1));
        return flash;
    }

    /// <summary>Reads the flash of a board from a file as <see cref="Save"/> writes it, and as a chip's flash is read out.</summary>
    /// <exception cref="BoardException">The file has another length than the board's flash.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VirtualFlash Load(BoardDescriptor board, string path)
    {
        long length = new FileInfo(path).Length;
        if (length != board.FlashBytes)
        {
            throw new BoardException($"{path} has {length:N0} bytes, but the flash of the {board.Name} board has {board.FlashBytes:N0}; name the board that the file belongs to, or read all of its flash, from address 0.");
        }

        var flash = new VirtualFlash(board);
        using FileStream file = File.OpenRead(path);
        file.ReadExactly(flash._bytes);
        return flash;
    }

    /// <summary>Writes all bytes to a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(_bytes));

    /// <summary>Writes bytes at an address.</summary>
    /// <exception cref="BoardException">They reach beyond the flash.</exception>
    public void Write(int address, ReadOnlySpan<byte> bytes)
    {
        RequireInside(address, bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(address));
    }

    /// <summary>Erases bytes at an address.</summary>
    /// <exception cref="BoardException">They reach beyond the flash.</exception>
    public void Erase(int address, int count)
    {
        RequireInside(address, count);
        _bytes.AsSpan(address, count).Fill(Erased);
    }

    /// <summary>The bytes of a model slot; none for one that does not exist.</summary>
    public ReadOnlyMemory<byte> Slot(int slot) =>
        slot >= 0 && slot < _board.ModelSlots.Count ? _bytes.AsMemory(_board.ModelSlots[slot].Offset, _board.ModelSlots[slot].Bytes) : default;

    /// <summary>The model file in a slot, as long as its header says; empty without a header, or if the slot is shorter.</summary>
    public ReadOnlyMemory<byte> Model(int slot)
    {
        ReadOnlyMemory<byte> bytes = Slot(slot);
        if (bytes.Length < EmbFormat.HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) != EmbFormat.Magic)
        {
            return default;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[LengthPosition..]);
        return length < EmbFormat.HeaderBytes || length > bytes.Length ? default : bytes[..length];
    }

    /// <summary>The sequence number behind the model in a slot, 0 without a valid record.</summary>
    public uint Sequence(int slot) => SlotImage.Sequence(Slot(slot).Span, Model(slot).Length);

    private void RequireInside(int address, int count)
    {
        if (address < 0 || count < 0 || address > _bytes.Length - count)
        {
            throw new BoardException($"{count:N0} bytes at address 0x{address:x} reach beyond the {_board.Name} board's {_bytes.Length:N0} bytes of flash.");
        }
    }
}
