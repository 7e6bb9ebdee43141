// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

/// <summary>The power fails after any byte of a transfer: the application that boots then, unmodified, has the right model.</summary>
public class PowerCutTests
{
    // Little flash, since each of some ten thousand boots has one of its own.
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam") with
    {
        FlashBytes = 0x4000,
        ModelSlots = [new FlashPartition("model0", 0x1000, 0x3000), new FlashPartition("model1", 0x2800, 0x1800)],
    };

    private static readonly byte[] s_old = ColourNetwork.Write(new DecisionSettings { Smoothing = 1 }, 8);
    private static readonly byte[] s_current = ColourNetwork.Write(new DecisionSettings { Smoothing = 2 }, 8);
    private static readonly byte[] s_next = ColourNetwork.Write(new DecisionSettings { Smoothing = 3 }, 8);

    public enum Before
    {
        /// <summary>The whole slot is erased first.</summary>
        Erased,

        /// <summary>What was there is overwritten byte for byte.</summary>
        Overwritten,

        /// <summary>A loader erases a sector when it comes to it: behind it lies what was there.</summary>
        SectorErased,
    }

    [Theory]
    [InlineData(0, Before.Erased, false)]
    [InlineData(1, Before.Erased, false)]
    [InlineData(0, Before.Overwritten, false)]
    [InlineData(1, Before.Overwritten, false)]
    [InlineData(0, Before.SectorErased, false)]
    [InlineData(1, Before.SectorErased, false)]
    [InlineData(0, Before.Overwritten, true)]
    [InlineData(1, Before.Erased, true)]
    public void Boot_CutInATransferToTheOlderSlot_RunsTheOneOrTheOther(int target, Before before, bool isNative)
    {
        byte[] image = SlotImage.Write(s_next, 9);
        string used = $"state=used in slot {target}";
        string kept = $"state=used in slot {1 - target}";

        string[] booted = BootAfterEveryCut(before, image, target, isNative, flash =>
        {
            flash.Write(s_board.ModelSlots[target].Offset, SlotImage.Write(s_old, 7));
            flash.Write(s_board.ModelSlots[1 - target].Offset, SlotImage.Write(s_current, 8));
        });

        Assert.All(booted, (state, cut) => Assert.Equal(cut == image.Length ? used : kept, state));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Boot_CutInTheFirstTransferEver_RunsTheBuiltInModelUntilTheNewOneIsWhole(int target)
    {
        byte[] image = SlotImage.Write(s_next, 1);
        int whole = s_next.Length - s_next.Reverse().TakeWhile(value => value == 0xFF).Count(); // an erased byte is FF already

        string[] booted = BootAfterEveryCut(Before.Erased, image, target, false, _ => { });

        Assert.All(booted, (state, cut) => Assert.Equal(cut < whole ? "state=used in builtin" : $"state=used in slot {target}", state));
    }

    [Fact]
    public void Boot_SameModelAgainUnderAHigherNumber_NeverLosesIt()
    {
        byte[] image = SlotImage.Write(s_current, 9);

        string[] booted = BootAfterEveryCut(Before.Overwritten, image, 0, false, flash =>
        {
            flash.Write(s_board.ModelSlots[0].Offset, SlotImage.Write(s_current, 7));
            flash.Write(s_board.ModelSlots[1].Offset, SlotImage.Write(s_old, 8));
        });

        Assert.All(booted, (state, cut) => Assert.Equal(cut == image.Length ? "state=used in slot 0" : "state=used in slot 1", state));
    }

    /// <summary>For each number of bytes that were written, from none to all, where the board found the model that it runs.</summary>
    private static string[] BootAfterEveryCut(Before before, byte[] image, int target, bool isNative, Action<VirtualFlash> prepare)
    {
        const int Workers = 2;
        const int SectorBytes = 256; // smaller than a chip's, so that a small model has several
        Assert.True(image.Length > 2 * SectorBytes || before != Before.SectorErased);
        int address = s_board.ModelSlots[target].Offset;
        var states = new string[image.Length + 1];
        Parallel.For(0, Workers, worker =>
        {
            for (int cut = worker; cut <= image.Length; cut += Workers)
            {
                var flash = new VirtualFlash(s_board);
                prepare(flash);
                int erased = before switch
                {
                    Before.Erased => s_board.ModelSlots[1].Bytes,
                    Before.SectorErased => (cut + SectorBytes - 1) / SectorBytes * SectorBytes,
                    _ => 0,
                };
                flash.Erase(address, erased);
                flash.Write(address, image.AsSpan(0, cut));
                states[cut] = Boot(flash, isNative);
            }
        });
        return states;
    }

    private static string Boot(VirtualFlash flash, bool isNative)
    {
        var console = new StringWriter { NewLine = "\n" };
        var options = new VirtualBoardOptions { Engine = isNative ? file => new Interpreter(ModelReader.Read(new SegmentedModel(file)), new ReferenceKernels()) : null };
        new VirtualBoard(s_board, flash, new ListFrames(""), console, TextWriter.Null, options).Run();
        string[] lines = console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] used = [.. lines.Where(line => line.EndsWith(" state=used", StringComparison.Ordinal))];
        string model = lines.Single(line => line.StartsWith("# model crc=", StringComparison.Ordinal)).Substring("# model crc=".Length, 8);
        bool isWhole = used.Length == 1 && used[0].Contains($" model={model} ") && lines[^1] == "# ready";
        return isWhole ? "state=used in " + used[0][2..(used[0].StartsWith("# slot", StringComparison.Ordinal) ? 8 : 9)] : console.ToString();
    }
}
