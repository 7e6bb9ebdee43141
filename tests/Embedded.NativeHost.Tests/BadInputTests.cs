// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Graph;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.NativeHost.Tests;

/// <summary>What is no fault of the file: buffers that are missing, small or out of place, frames that cannot be.</summary>
public unsafe class BadInputTests
{
    private const int NoBuffer = 150;
    private const int Misaligned = 151;
    private const int ArenaTooSmall = 152;
    private const int BadFrame = 153;
    private const int UnknownFormat = 154;
    private const int NoPicture = 155;

    private readonly byte[] _file = TinyModel.File();
    private readonly Model _model;

    public BadInputTests()
    {
        Assert.SkipUnless(NativeEngine.IsAvailable, "the native engine was not built: there is no C compiler");
        _model = ModelReader.Read(new SegmentedModel(_file));
    }

    [Fact]
    public void Open_SmallArena_NamesTheBytesNeeded()
    {
        Assert.Equal(new NativeStatus(ArenaTooSmall, _model.ArenaBytes), NativeEngine.Check(_file, 0));
        Assert.Equal(new NativeStatus(ArenaTooSmall, _model.ArenaBytes), NativeEngine.Check(_file, _model.ArenaBytes - 1));
        Assert.Equal(new NativeStatus(0, -1), NativeEngine.Check(_file, _model.ArenaBytes));
    }

    [Fact]
    public void Open_DamagedFileAndSmallArena_NamesTheDamage()
    {
        byte[] damaged = (byte[])_file.Clone();
        damaged[^1] ^= 1;
        Assert.Equal(new NativeStatus(ModelError.WrongCrc, -1), NativeEngine.Check(damaged, 0));
    }

    [Fact]
    public void Open_BuffersMissingOrOutOfPlace_AreRefused()
    {
        using var opened = new Opened(_file, _model.ArenaBytes + 16);
        nuint length = (nuint)_file.Length;
        Assert.Equal(new NativeStatus(NoBuffer, 0), NativeMethods.Open(opened.Model, null, length, opened.Arena, 4096));
        Assert.Equal(new NativeStatus(NoBuffer, 1), NativeMethods.Open(opened.Model, opened.File, length, null, 4096));
        Assert.Equal(new NativeStatus(Misaligned, 0), NativeMethods.Open(opened.Model, opened.File + 4, length - 4, opened.Arena, 4096));
        Assert.Equal(new NativeStatus(Misaligned, 1), NativeMethods.Open(opened.Model, opened.File, length, opened.Arena + 8, 4096));
    }

    [Fact]
    public void Run_ArenaMissingSmallOrOutOfPlace_IsRefused()
    {
        using var opened = new Opened(_file, _model.ArenaBytes + 16);
        nuint bytes = (nuint)_model.ArenaBytes;
        Assert.Equal(new NativeStatus(0, -1), NativeMethods.Run(opened.Model, opened.Arena, bytes, null, null));
        Assert.Equal(new NativeStatus(ArenaTooSmall, _model.ArenaBytes), NativeMethods.Run(opened.Model, opened.Arena, bytes - 1, null, null));
        Assert.Equal(new NativeStatus(NoBuffer, 1), NativeMethods.Run(opened.Model, null, bytes, null, null));
        Assert.Equal(new NativeStatus(Misaligned, 1), NativeMethods.Run(opened.Model, opened.Arena + 1, bytes, null, null));
    }

    [Fact]
    public void Run_ModelThatWasRefused_IsRefusedAgain()
    {
        using var opened = new Opened(_file[..^1], 4096);
        Assert.Equal(new NativeStatus(ModelError.WrongLength, -1), opened.Status);
        Assert.Equal(new NativeStatus(ModelError.NotAModel, -1), NativeMethods.Run(opened.Model, opened.Arena, 4096, null, null));
    }

    [Theory]
    [InlineData(8, 8, 1, 64, 0, -1)]
    [InlineData(8, 8, 1, 63, BadFrame, -1)]
    [InlineData(0, 8, 1, 64, BadFrame, -1)]
    [InlineData(8, -1, 1, 64, BadFrame, -1)]
    [InlineData(8, 4, 2, 95, BadFrame, -1)]
    [InlineData(8, 4, 4, 64, 0, -1)]
    [InlineData(8, 4, 4, 63, BadFrame, -1)]
    [InlineData(16385, 1, 1, 16385, BadFrame, -1)]
    [InlineData(16384, 1, 1, 16384, 0, -1)]
    [InlineData(int.MaxValue, int.MaxValue, 2, 64, BadFrame, -1)]
    [InlineData(8, 8, 0, 64, UnknownFormat, 0)]
    [InlineData(8, 8, 5, 64, UnknownFormat, 5)]
    public void Preprocess_FrameOfAnySizeAndFormat_FitsItsPixelsOrIsRefused(int width, int height, int format, int bytes, int code, int index)
    {
        using var opened = new Opened(_file, _model.ArenaBytes);
        using var pixels = new NativeBuffer(bytes);
        var frame = new NativeFrame { Pixels = pixels.Pointer, Length = (nuint)bytes, Width = width, Height = height, Format = format };
        Assert.Equal(new NativeStatus(code, index), NativeMethods.SetInput(opened.Model, opened.Arena, (nuint)_model.ArenaBytes, &frame));
    }

    [Fact]
    public void Preprocess_NoFrameOrNoPicture_IsRefused()
    {
        using var opened = new Opened(_file, _model.ArenaBytes);
        var frame = new NativeFrame { Width = 8, Height = 8, Format = (int)PixelFormat.Gray8 };
        Assert.Equal(new NativeStatus(NoBuffer, 2), NativeMethods.SetInput(opened.Model, opened.Arena, (nuint)_model.ArenaBytes, null));
        Assert.Equal(new NativeStatus(NoBuffer, 2), NativeMethods.SetInput(opened.Model, opened.Arena, (nuint)_model.ArenaBytes, &frame));
        using var sound = new Opened(EmbWriter.Write(TinyModel.Graph() with { InputSpec = null }), _model.ArenaBytes);
        Assert.Equal(new NativeStatus(NoPicture, -1), NativeMethods.SetInput(sound.Model, sound.Arena, (nuint)_model.ArenaBytes, &frame));
    }

    [Fact]
    public void Run_ObserverThatThrows_ThrowsTheSameAfterTheRun()
    {
        using var engine = new NativeEngine(_file) { Observer = new Thrower() };
        Assert.Equal("operator 2", Assert.Throws<InvalidOperationException>(engine.Run).Message);
        engine.Observer = null;
        engine.Run();
    }

    private sealed class Thrower : IOperatorObserver
    {
        public void OnOperator(int index, Operator op, sbyte[] arena)
        {
            if (index == 2)
            {
                throw new InvalidOperationException("operator 2");
            }
        }
    }

    private sealed class Opened : IDisposable
    {
        private readonly NativeBuffer _file;
        private readonly NativeBuffer _model = new((int)NativeMethods.ModelBytes());
        private readonly NativeBuffer _arena;

        public Opened(byte[] file, int arenaBytes)
        {
            _file = new NativeBuffer(file.Length);
            file.CopyTo(_file.Bytes);
            _arena = new NativeBuffer(arenaBytes);
            Status = NativeMethods.Open(Model, File, (nuint)file.Length, Arena, (nuint)arenaBytes);
        }

        public NativeStatus Status { get; }

        public byte* File => _file.Pointer;

        public byte* Model => _model.Pointer;

        public byte* Arena => _arena.Pointer;

        public void Dispose()
        {
            _file.Dispose();
            _model.Dispose();
            _arena.Dispose();
        }
    }
}
