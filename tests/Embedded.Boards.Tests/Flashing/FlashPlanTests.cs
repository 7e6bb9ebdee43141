// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Flashing;

public class FlashPlanTests
{
    private static readonly BoardDescriptor s_board = BoardDescriptor.Load("esp32-cam");

    public static TheoryData<string> Boards => [.. BoardCatalog.Names];

    /// <summary>What the addresses of a board must be: nanoFramework's target, the deploy partition of its partition table, the slots.</summary>
    private static (string Target, string Deploy, string[] Slots)? Expected(string board) => board switch
    {
        "esp32-cam" or "esp-eye" or "m5stack-camera" or "m5stack-camera-a" => ("ESP32_PSRAM_REV0", "0x1E0000", ["0x260000", "0x300000"]),
        "ttgo-t-journal" => ("ESP32_REV0", "0x1E0000", ["0x260000", "0x300000"]),
        "esp32-s3-eye" or "freenove-s3" or "xiao-esp32s3" => ("ESP32_S3_OCTAL", "0x1B0000", ["0x350000", "0x3F0000"]),
        _ => null,
    };

    [Theory]
    [MemberData(nameof(Boards))]
    public void Create_EveryKnownBoard_HasItsAddressesInThreeCommands(string name)
    {
        Assert.True(Expected(name) is not null, $"add the addresses of {name} to this test");
        (string target, string deploy, string[] slots) = Expected(name)!.Value;
        BoardDescriptor board = BoardDescriptor.Load(name);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            FlashPlan plan = FlashPlan.Create(new FlashRequest(board, "COM3") { IsStock = true, ApplicationPath = "app.bin", ApplicationBytes = 1000, Model = new SlotPart(slot, "slot.bin", 2000, 8) });

            Assert.Equal(
                [
                    $"--target {target} --serialport COM3 --suppressnanoffversioncheck --update -v minimal",
                    $"--target {target} --serialport COM3 --suppressnanoffversioncheck --deploy --image app.bin --address {deploy}",
                    $"--target {target} --serialport COM3 --suppressnanoffversioncheck --deploy --image slot.bin --address {slots[slot]}",
                ],
                plan.Steps.Select(step => string.Join(' ', step.Arguments)));
            Assert.Empty(plan.Notes);
        }
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Create_AnyBoard_WritesInsideTheDeployPartitionInWholeSectorsAndNeverThroughTheWireProtocol(string name)
    {
        BoardDescriptor board = BoardDescriptor.Load(name);
        for (int slot = 0; slot < board.ModelSlots.Count; slot++)
        {
            FlashPlan plan = FlashPlan.Create(new FlashRequest(board, "P") { ClrFile = "nanoCLR.bin", ApplicationPath = "a", ApplicationBytes = board.ApplicationBytes, Model = new SlotPart(slot, "m", board.ModelSlots[slot].Bytes, 1) });

            Assert.Equal([FlashKind.Firmware, FlashKind.Application, FlashKind.Model], plan.Steps.Select(step => step.Kind));
            Assert.All(plan.Steps, step =>
            {
                Assert.DoesNotContain("--nanodevice", step.Arguments);
                Assert.DoesNotContain("--masserase", step.Arguments);
                Assert.Contains("--target", step.Arguments);
                Assert.False(step.Arguments.Contains("--update") && step.Arguments.Contains("--address"));
                Assert.NotEmpty(step.Reason);
                Assert.NotEmpty(step.AfterInterruption);
            });
            Assert.All(plan.Steps.Skip(1), step =>
            {
                Assert.Equal(0, step.Address % 0x1000);
                Assert.InRange(step.Address, board.DeployPartition.Offset, board.DeployPartition.End - 1);
                Assert.InRange(step.Address + step.Bytes, step.Address, board.DeployPartition.End);
            });
            int end = plan.Steps[1].Address + plan.Steps[1].Bytes;
            Assert.True((end + 0xFFF) / 0x1000 * 0x1000 <= board.ModelSlots[0].Offset, "the application's last sector reaches into a slot");
        }
    }

    [Fact]
    public void Create_OwnFirmware_NamesTheFileAndSaysWhatStaysStock()
    {
        FlashPlan plan = FlashPlan.Create(new FlashRequest(s_board, "/dev/ttyUSB0") { ClrFile = "build/nanoCLR.bin", Baud = 115200 });

        FlashStep step = Assert.Single(plan.Steps);
        Assert.Equal(["--target", "ESP32_PSRAM_REV0", "--serialport", "/dev/ttyUSB0", "--baud", "115200", "--suppressnanoffversioncheck", "--update", "-v", "minimal", "--clrfile", "build/nanoCLR.bin"], step.Arguments);
        Assert.Contains("partition table", Assert.Single(plan.Notes));
    }

    [Fact]
    public void Create_ModelOverBothSlots_IsAllowedAndSaysThatThereIsNoFallback()
    {
        FlashPlan plan = FlashPlan.Create(new FlashRequest(s_board, "P") { Model = new SlotPart(0, "m", 0xA0001, 1) });

        Assert.Contains("no other model to fall back to", Assert.Single(plan.Notes));
        Assert.DoesNotContain("the other slot", plan.Steps[0].AfterInterruption);
        Assert.Empty(FlashPlan.Create(new FlashRequest(s_board, "P") { Model = new SlotPart(0, "m", 0xA0000, 1) }).Notes);
    }

    [Fact]
    public void Create_WhatDoesNotFit_IsRefusedInOneSentence()
    {
        Assert.Equal("the model takes 655,361 bytes, but slot 1 of esp32-cam has 655,360; give --slot 0, from which it has more room, or use a smaller network", Refusal(new SlotPart(1, "m", 0xA0001, 1)));
        Assert.Equal("the model takes 1,310,721 bytes, but slot 0 of esp32-cam has 1,310,720; use a smaller network", Refusal(new SlotPart(0, "m", 0x140001, 1)));
        Assert.Contains("its slots are 0 to 1", Refusal(new SlotPart(2, "m", 10, 1)));
        Assert.Contains("there is nothing to write", Assert.Throws<FlashException>(() => FlashPlan.Create(new FlashRequest(s_board, "P"))).Message);
        Assert.Contains("has room for 524,288", Assert.Throws<FlashException>(() => FlashPlan.Create(new FlashRequest(s_board, "P") { ApplicationPath = "a", ApplicationBytes = 524_289 })).Message);
    }

    [Fact]
    public void Load_ImageThatThePackerMade_IsReadBack()
    {
        using var folder = new TemporaryFolder();
        byte[] core = new NanoAssemblyBuilder("mscorlib", "1.17.11.0") { NativeChecksum = 1 }.Build();
        byte[] app = new NanoAssemblyBuilder("App", "0.1.0.0") { IsExecutable = true }.Needs("mscorlib", "1.17.11.0").Build();
        string path = folder.File("app.bin");
        File.WriteAllBytes(path, [.. core, .. app]);

        ApplicationImage image = ApplicationImageFile.Load(path, 1000);

        Assert.Equal(["mscorlib", "App"], image.Assemblies.Select(assembly => assembly.Name));
        Assert.Contains("but the board has room for 100;", Fault(100));
        File.WriteAllBytes(path, core);
        Assert.Contains("is the single assembly mscorlib, no application image", Fault(1000));
        File.WriteAllBytes(path, [.. core, .. app[..^4]]);
        Assert.Contains($"{path}, at byte {core.Length} is cut off", Fault(1000));
        File.WriteAllBytes(path, [.. core, .. new byte[200]]);
        Assert.Contains($"holds something else than assemblies from byte {core.Length} on", Fault(1000));
        File.WriteAllBytes(path, [.. "some words that are no assembly, and more of them"u8]);
        Assert.EndsWith("app.bin is no application image; an application image is an application and all assemblies it needs, one .pe file behind the other: `embedded build-app` makes it", Fault(1000));
        File.WriteAllBytes(path, ColourNetwork.Write(new DecisionSettings(), 8));
        Assert.Contains("is an .emb model, no application image", Fault(10_000));
        Assert.Contains("`embedded flash --model`", Fault(10_000));
        File.WriteAllBytes(path, [.. "MZ"u8, .. new byte[200]]);
        Assert.Contains("is an assembly for .NET, no application image", Fault(1000));
        File.WriteAllBytes(path, app);
        Assert.Contains("is the single assembly App", Fault(1000));
        File.WriteAllBytes(path, []);
        Assert.Contains("is empty", Fault(1000));
        File.Delete(path);
        Assert.Contains("there is no such file", Fault(1000));

        string Fault(int room) => Assert.Throws<DeploymentException>(() => ApplicationImageFile.Load(path, room)).Message;
    }

    [Fact]
    public void FindClr_WrongFiles_AreRefusedInOneSentence()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("there is no", Fault(folder.Path));
        File.WriteAllBytes(folder.File("nanoCLR.bin"), [0x7F, 0x45]);
        Assert.Contains("its first byte is not 0xE9", Fault(folder.Path));
        File.WriteAllBytes(folder.File("nanoCLR.elf"), [0xE9]);
        Assert.Contains("is no .bin file", Fault(folder.File("nanoCLR.elf")));
        File.WriteAllBytes(folder.File("nanoCLR.bin"), [0xE9, .. new byte[0x1D0000]]);
        Assert.Contains("has 1,900,545 bytes, but the firmware partition of esp32-cam has 1,900,544", Fault(folder.Path));
        File.WriteAllBytes(folder.File("nanoCLR.bin"), [0xE9, .. new byte[100]]);
        Assert.Equal(folder.File("nanoCLR.bin"), FlashFiles.FindClr(folder.Path, s_board));
        Assert.Contains("is no serial port", Assert.Throws<FlashException>(() => FlashFiles.CheckPort("tcp://localhost:7000")).Message);
        Assert.Contains("is no serial port", Assert.Throws<FlashException>(() => FlashFiles.CheckPort(folder.File("nanoCLR.bin"))).Message);

        string Fault(string path) => Assert.Throws<FlashException>(() => FlashFiles.FindClr(path, s_board)).Message;
    }

    private static string Refusal(SlotPart model) => Assert.Throws<FlashException>(() => FlashPlan.Create(new FlashRequest(s_board, "P") { Model = model })).Message;
}
