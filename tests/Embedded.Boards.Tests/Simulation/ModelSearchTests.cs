// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Boards.Tests.FirstLight;
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Device;
using Embedded.FirstLight;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>Which model the application runs, and what it says of the others.</summary>
public class ModelSearchTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");
    private static readonly byte[] s_first = ColourNetwork.Write(new DecisionSettings { Smoothing = 1 }, 8);
    private static readonly byte[] s_second = ColourNetwork.Write(new DecisionSettings { Smoothing = 2 }, 8);
    private static readonly byte[] s_third = ColourNetwork.Write(new DecisionSettings { Smoothing = 3 }, 8);
    private static readonly string s_builtIn = $"# builtin model={CrcOfBuiltIn():x8} state=used";

    public static TheoryData<bool> Engines => [false, true];

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(7, 7, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0x7FFFFFFFu, 0x80000000u, 1)]
    [InlineData(uint.MaxValue, 1, 0)]
    public void Run_TwoModels_TakesTheLargerSequenceNumber(uint sequence0, uint sequence1, int expected)
    {
        VirtualFlash flash = Flash(s_first, sequence0, s_second, sequence1);

        foreach (bool isNative in (bool[])[false, true])
        {
            Assert.Equal(
            [
                $"# slot 0 sequence={sequence0} model={Crc(s_first):x8} state={(expected == 0 ? "used" : "spare")}",
                $"# slot 1 sequence={sequence1} model={Crc(s_second):x8} state={(expected == 1 ? "used" : "spare")}",
                $"# model crc={Crc(expected == 0 ? s_first : s_second):x8} input=8x8x3 ops=3 classes=3",
            ], Boot(flash, isNative));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Run_NewestDamaged_TakesTheOlder(bool isNative)
    {
        VirtualFlash flash = Flash(s_first, 6, s_second, 7);
        flash.Write(s_board.ModelSlots[1].Offset + s_second.Length / 2, [0x55, 0xAA]);

        Assert.Equal(
        [
            $"# slot 0 sequence=6 model={Crc(s_first):x8} state=used",
            $"# slot 1 sequence=7 model={Crc(s_second):x8} state=M103",
            $"# model crc={Crc(s_first):x8} input=8x8x3 ops=3 classes=3",
        ], Boot(flash, isNative));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Run_ModelsThatAreOfNoUseHere_ArePassedOver(bool isNative)
    {
        byte[] noPicture = EmbWriter.Write(ColourNetwork.Graph(8) with { InputSpec = null });
        byte[] newer = [.. s_first];
        newer[4] = 9;
        VirtualFlash flash = Flash(noPicture, 6, newer, 7);

        string[] lines = Boot(flash, isNative);

        Assert.Equal([$"# slot 0 sequence=6 model={Crc(noPicture):x8} state=B102", $"# slot 1 sequence=7 model={Crc(newer):x8} state=M101", "# file state=empty", s_builtIn], lines[..4]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Run_ErasedFlash_StartsWithTheBuiltInModel(bool isNative)
    {
        BoardRun run = BoardRun.Of(new VirtualFlash(s_board), new ListFrames("red green"), Options(isNative));

        Assert.Equal(["# slot 0 sequence=0 state=empty", "# slot 1 sequence=0 state=empty", "# file state=empty", s_builtIn], run.Lines[1..5]);
        Assert.StartsWith($"# model crc={CrcOfBuiltIn():x8} ", run.Lines[5]);
        Assert.StartsWith($"# engine name={(isNative ? "native" : "csharp")} ", run.Lines[6]);
        Assert.Equal(2, run.Kind('>').Count());
        Assert.Empty(run.Kind('!'));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Run_NoSlotButAFile_TakesTheFile(bool isNative)
    {
        BoardRun run = BoardRun.Of(new VirtualFlash(s_board), new ListFrames("red green"), Options(isNative) with { ModelFile = s_third });

        Assert.Equal($"# file model={Crc(s_third):x8} state=used", run.Lines[3]);
        Assert.Equal($"# model crc={Crc(s_third):x8} input=8x8x3 ops=3 classes=3", run.Lines[4]);
        Assert.StartsWith($"# engine name={(isNative ? "native" : "csharp")} ", run.Lines[5]);
        Assert.Equal(2, run.Kind('>').Count());
    }

    [Fact]
    public void Run_FileLargerThanNativeMemory_IsReadByTheOtherEngine()
    {
        BoardRun run = BoardRun.Of(new VirtualFlash(s_board), new ListFrames("red"), Options(true) with { ModelFile = s_third, NativeMemoryBytes = s_third.Length - 1 });

        Assert.Equal($"# file model={Crc(s_third):x8} state=used", run.Lines[3]);
        Assert.StartsWith("# engine name=csharp ", run.Lines[5]);
        Assert.Single(run.Kind('>'));
    }

    [Theory]
    [InlineData(0, "# file model=00000000 state=M100")]
    [InlineData(31, "# file model=00000000 state=M102")]
    [InlineData(500, "# file model={0:x8} state=M102")]
    public void Run_DamagedFile_TakesTheBuiltInModel(int length, string expected)
    {
        foreach (bool isNative in (bool[])[false, true])
        {
            string[] lines = Boot(new VirtualFlash(s_board), isNative, s_third[..length]);

            Assert.Equal([string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, Crc(s_third)), s_builtIn], lines[2..4]);
        }
    }

    [Fact]
    public void Open_FileThatCannotBeRead_IsADeviceError()
    {
        int looks = 0;
        var torn = new BareBoard { FileBytes = () => ++looks == 1 ? s_third : throw new IOException("the file system is damaged") };
        var whole = new BareBoard { FileBytes = () => s_third };

        torn.Run(() => Assert.Equal(DeviceError.FileUnreadable, Assert.Throws<DeviceException>(App.FileModel.Open).Code));
        whole.Run(() =>
        {
            App.FileModel file = App.FileModel.Open()!;
            byte[] bytes = new byte[s_third.Length + 2];
            file.Read(3, bytes, 1, s_third.Length - 3);
            Assert.Equal(s_third[3..], bytes[1..^4]);
            Assert.Equal(DeviceError.FileUnreadable, Assert.Throws<DeviceException>(() => file.Read(1, bytes, 0, s_third.Length)).Code);
            file.Close();
            Assert.Equal(DeviceError.FileUnreadable, Assert.Throws<DeviceException>(() => file.Read(0, bytes, 0, 1)).Code);
        });
        new BareBoard().Run(() => Assert.Null(App.FileModel.Open()));
    }

    [Fact]
    public void Run_EngineThatRefusesEveryModel_SaysSoOfEachAndStops()
    {
        var options = new VirtualBoardOptions { Engine = _ => throw new ModelFormatException(ModelError.UnknownOperator, 3), ModelFile = s_third };

        BoardRun run = BoardRun.Of(Flash(s_first, 3, s_second, 4), new ListFrames("red"), options);

        Assert.Equal(
        [
            $"# slot 0 sequence=3 model={Crc(s_first):x8} state=M110",
            $"# slot 1 sequence=4 model={Crc(s_second):x8} state=M110",
            $"# file model={Crc(s_third):x8} state=M110",
            s_builtIn.Replace("used", "M110"),
            "! B107",
        ], run.Lines[1..]);
    }

    [Fact]
    public void Run_ModelOverBothSlots_IsTheOnlyOneUntilTheNextTransfer()
    {
        byte[] large = EmbWriter.Write(RandomGraph.MobileNet(1, size: 32));
        FlashPartition first = s_board.ModelSlots[0];
        int middle = large.Length / 32 * 16;
        BoardDescriptor board = s_board with { ModelSlots = [first, first with { Offset = first.Offset + middle, Bytes = first.Bytes - middle }] };
        var flash = new VirtualFlash(board);
        flash.Write(board.ModelSlots[1].Offset, SlotImage.Write(s_first, 4));
        flash.Write(board.ModelSlots[0].Offset, SlotImage.Write(large, 5));

        Assert.Equal([$"# slot 0 sequence=5 model={Crc(large):x8} state=used", "# slot 1 sequence=0 state=empty"], Boot(flash, false, board: board)[..2]);
        flash.Write(board.ModelSlots[1].Offset, SlotImage.Write(s_second, 6));
        Assert.Equal($"# slot 1 sequence=6 model={Crc(s_second):x8} state=used", Boot(flash, false, board: board)[1]);
    }

    [Fact]
    public void Run_GarbageInSlots_AlwaysEndsWithAModel()
    {
        var random = new Random(6);
        byte[][] models = [s_first, s_second, s_third];
        for (int round = 0; round < 200; round++)
        {
            var flash = new VirtualFlash(s_board);
            foreach (FlashPartition slot in s_board.ModelSlots)
            {
                byte[] bytes = SlotImage.Write(models[random.Next(3)], (uint)random.Next(1, 5));
                for (int flips = random.Next(4); flips > 0; flips--)
                {
                    bytes[random.Next(round % 2 == 0 ? 64 : bytes.Length)] = (byte)random.Next(256);
                }

                flash.Write(slot.Offset, bytes);
            }

            string[] lines = Boot(flash, round % 4 < 2);
            Assert.Equal(1, lines.Count(line => line.EndsWith(" state=used", StringComparison.Ordinal)));
            Assert.StartsWith("# model ", lines[^1]);
        }
    }

    [Fact]
    public void Main_FirmwareWithoutNativePart_SaysSo()
    {
        var board = new BareBoard();

        board.Run(App.Program.Main);

        Assert.Equal(["# embedded console=1 board=esp32-cam psram=0", "! B100"], board.Lines);
    }

    private static VirtualFlash Flash(byte[] model0, uint sequence0, byte[] model1, uint sequence1)
    {
        var flash = new VirtualFlash(s_board);
        flash.Write(s_board.ModelSlots[0].Offset, sequence0 == 0 ? model0 : SlotImage.Write(model0, sequence0));
        flash.Write(s_board.ModelSlots[1].Offset, sequence1 == 0 ? model1 : SlotImage.Write(model1, sequence1));
        return flash;
    }

    /// <summary>The lines of a boot from the second one to the model's.</summary>
    private static string[] Boot(VirtualFlash flash, bool isNative, byte[]? file = null, BoardDescriptor? board = null)
    {
        BoardRun run = BoardRun.Of(flash, new ListFrames(""), Options(isNative) with { ModelFile = file }, board);
        Assert.Empty(run.Kind('!'));
        return run.Lines[1..(1 + Array.FindIndex(run.Lines, line => line.StartsWith("# model ", StringComparison.Ordinal)))];
    }

    private static VirtualBoardOptions Options(bool isNative) => new()
    {
        Engine = isNative ? file => new Interpreter(ModelReader.Read(new SegmentedModel(file)), new ReferenceKernels()) : null,
    };

    private static uint Crc(byte[] model) => BinaryPrimitives.ReadUInt32LittleEndian(model.AsSpan(EmbFormat.CrcPosition));

    private static uint CrcOfBuiltIn()
    {
        byte[] header = new byte[EmbFormat.HeaderBytes];
        new BareBoard().Run(() => new BakedData().Read(0, header, 0, header.Length));
        return Crc(header);
    }
}
