// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Simulation;

public class VirtualSlotsTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");
    private static readonly byte[] s_first = ColourNetwork.Write(new DecisionSettings { Threshold = 50 }, 8);
    private static readonly byte[] s_second = ColourNetwork.Write(new DecisionSettings { Threshold = 60 }, 8);

    [Fact]
    public void Install_OneModelAfterTheOther_TakesTheSlotThatDoesNotRun()
    {
        var flash = new VirtualFlash(s_board);

        SlotChoice[] choices = [.. new[] { s_first, s_second, s_first }.Select(model => VirtualSlots.Install(s_board, flash, model))];

        Assert.Equal([(0, 1u), (1, 2u), (0, 3u)], choices.Select(choice => (choice.Slot, choice.Sequence)));
        Assert.Equal([3u, 2u], new[] { flash.Sequence(0), flash.Sequence(1) });
        Assert.Equal(s_second, flash.Model(1).ToArray());
        BoardRun run = BoardRun.Of(flash, new ListFrames("red"));
        Assert.Matches("^# slot 0 sequence=3 model=[0-9a-f]{8} state=used$", run.Lines[1]);
        Assert.Matches("^# slot 1 sequence=2 model=[0-9a-f]{8} state=spare$", run.Lines[2]);
    }

    [Fact]
    public void Install_DamagedSlot_IsTheOneThatIsTaken()
    {
        var flash = new VirtualFlash(s_board);
        VirtualSlots.Install(s_board, flash, s_first);
        VirtualSlots.Install(s_board, flash, s_second);
        flash.Erase(s_board.ModelSlots[1].Offset + 100, 16);

        Assert.Equal((1, 3u), (VirtualSlots.Install(s_board, flash, s_first) is var choice ? choice.Slot : -1, flash.Sequence(1)));
    }

    [Fact]
    public void Install_ShorterModelOverALongerOne_LeavesNothingOfItInItsSectors()
    {
        var flash = new VirtualFlash(s_board);
        int start = s_board.ModelSlots[0].Offset;
        flash.Write(start, new byte[8192]);

        VirtualSlots.Install(s_board, flash, s_first);

        int end = SlotImage.BytesFor(s_first.Length);
        Assert.InRange(end, 1, 4095);
        Assert.Equal(-1, flash.Bytes[(start + end)..(start + 4096)].IndexOfAnyExcept((byte)0xFF));
        Assert.Equal(0, flash.Bytes[start + 4096]);
    }
}
