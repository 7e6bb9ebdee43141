// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Core.Tests.Inference;

/// <summary>A model read without its constants.</summary>
public class ModelPlanTests
{
    private static readonly byte[] s_file = EmbWriter.Write(RandomGraph.MobileNet(seed: 4, size: 16));

    [Fact]
    public void ReadPlan_SoundFile_HasEverythingButTheConstants()
    {
        Model model = ModelReader.Read(new SegmentedModel(s_file));

        Model plan = ModelReader.ReadPlan(new SegmentedModel(s_file));

        Assert.Equal((true, false), (model.HasConstants, plan.HasConstants));
        Assert.Contains(model.Operators, op => op.Weights != null);
        Assert.All(plan.Operators, op => Assert.True(op.Weights == null && op.Bias == null && op.Multiplier == null && op.Shift == null));
        Assert.Equal(model.Labels, plan.Labels);
        Assert.Equal((model.Crc, model.ArenaBytes, model.Output.Offset, model.Output.Count), (plan.Crc, plan.ArenaBytes, plan.Output.Offset, plan.Output.Count));
        Assert.Equal(
            model.Operators.Select(op => (op.Kind, op.Input.Offset, op.Output.Offset, op.Output.Count, op.StrideX, op.PadTop)),
            plan.Operators.Select(op => (op.Kind, op.Input.Offset, op.Output.Offset, op.Output.Count, op.StrideX, op.PadTop)));
    }

    [Fact]
    public void ReadPlan_DamagedFiles_AreRefusedWithTheSameCode()
    {
        var random = new Random(12);
        var codes = new HashSet<int>();
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] file = [.. s_file];
            file[random.Next(20, file.Length)] ^= (byte)(1 << random.Next(8));
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(EmbFormat.CrcPosition), SumOf(file));
            (int Code, int Index) expected = Refusal(() => ModelReader.Read(new SegmentedModel(file)));
            Assert.Equal(expected, Refusal(() => ModelReader.ReadPlan(new SegmentedModel(file))));
            codes.Add(expected.Code);
        }

        Assert.Contains(0, codes);
        Assert.Contains(ModelError.BadOperatorValue, codes);
        Assert.True(codes.Count >= 5, string.Join(' ', codes));
    }

    [Fact]
    public void Constructor_InterpreterOfAPlan_IsRefused()
    {
        Model plan = ModelReader.ReadPlan(new SegmentedModel(s_file));

        Assert.Throws<ArgumentException>(() => new Interpreter(plan, new ReferenceKernels()));
    }

    private static uint SumOf(byte[] file)
    {
        var crc = new Crc32();
        crc.Add(file, EmbFormat.CrcStart, file.Length - EmbFormat.CrcStart);
        return crc.Value;
    }

    private static (int Code, int Index) Refusal(Action read)
    {
        try
        {
            read();
            return (0, 0);
        }
        catch (ModelFormatException exception)
        {
            return (exception.Code, exception.Index);
        }
    }
}
