// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Decision;
using Embedded.Inference;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Boards.Tests.Verification;

/// <summary>One wrong bit in a board's memory after its model was loaded, and what verification makes of it.</summary>
public class PlantedBitTests
{
    private static readonly byte[] s_model = Recording.Model(hasTable: true);
    private static readonly Model s_clean = Recording.Load(s_model).Model;

    public static TheoryData<string> Constants => ["weight", "bias", "multiplier"];

    [Theory]
    [MemberData(nameof(Constants))]
    public void Verify_OneBitOfAConstant_NamesTheFirstOperatorWhoseBytesChange(string constant)
    {
        var random = new Random(5);
        int found = 0;
        for (int index = 0; index < s_clean.Operators.Length; index++)
        {
            for (int trial = 0; s_clean.Operators[index].Weights != null && trial < 8; trial++)
            {
                int place = random.Next();
                int bit = random.Next();

                found += Check(model => Flip(model.Operators[index], constant, place, bit), index) ? 1 : 0;
            }
        }

        Assert.True(found >= 20, $"only {found} of the planted bits changed a byte");
    }

    [Fact]
    public void Verify_OneBitOfAnOperatorWithoutWeights_NamesIt()
    {
        byte[] file = EmbWriter.Write(RandomGraph.MobileNetV2(3, size: 24, channels: 1) with { Decision = new DecisionSettings { PrintFrames = true, PrintTrace = true } });
        var named = new HashSet<OperatorKind>();
        Operator[] operators = Recording.Load(file).Model.Operators;
        for (int index = 0; index < operators.Length; index++)
        {
            OperatorKind kind = operators[index].Kind;
            if (kind is not (OperatorKind.Add or OperatorKind.Mean or OperatorKind.Softmax))
            {
                continue;
            }

            for (int bit = 20; bit < 30; bit += 3)
            {
                IReadOnlyList<StageDifference> differences = Recording.Verify(
                    new BytesPort(Recording.Of(file, 1, Corrupt(model => model.Operators[index].Parameters[0] ^= 1 << bit))), file).Report.Differences;
                Assert.All(differences, difference => Assert.Equal((VerifyStage.Operator, index), (difference.Stage, difference.Operator)));
                named.UnionWith(differences.Select(_ => kind));
            }
        }

        Assert.Equal([OperatorKind.Softmax, OperatorKind.Add, OperatorKind.Mean], named.Order());
    }

    [Fact]
    public void Verify_OneBitOfTheTableOfPixels_IsPreprocessing()
    {
        for (int pixel = 0; pixel < 256; pixel += 17)
        {
            string[] lines = Recording.Of(s_model, 1, Corrupt(model => model.InputSpec.PixelToInt8[pixel] ^= 4));
            sbyte[] input = Input(lines);

            AssertNames(lines, input.Contains((sbyte)(pixel - 128)) ? VerifyStage.Preprocessing : null, -1);
        }
    }

    [Theory]
    [InlineData("bilinear")]
    [InlineData("rows")]
    [InlineData("one pixel")]
    public void Verify_AnotherWayToResize_IsPreprocessing(string kind)
    {
        AssertNames(Recording.Of(s_model, 2, clean => new WrongInput(clean, kind)), VerifyStage.Preprocessing, -1);
    }

    [Fact]
    public void Verify_BytesOfAPixelSwapped_SaysSo()
    {
        byte[] model = Recording.Model(channels: 3);
        string[] lines = [.. Recording.Of(model, 1).Select(line => line.Replace("format=rgb565be", "format=rgb565le", StringComparison.Ordinal))];

        StageDifference difference = Assert.Single(Recording.Verify(new BytesPort(lines), model).Report.Differences);

        Assert.Equal(VerifyStage.Preprocessing, difference.Stage);
        Assert.Contains("swapped", difference.Hint);
    }

    [Fact]
    public void Verify_OutputsCopiedWrongly_AreNamedWithTheirValues()
    {
        string[] lines = Recording.Of(s_model, 1, clean => new WrongOutput(clean));

        StageDifference difference = Assert.Single(Recording.Verify(new BytesPort(lines), s_model).Report.Differences);

        Assert.Equal((VerifyStage.Output, "outputs", "1x5"), (difference.Stage, difference.Name, difference.Shape));
        int expected = int.Parse(difference.Expected.Split(':')[1]);
        Assert.Equal($"2:{expected}", difference.Expected);
        Assert.Equal($"2:{(sbyte)(expected ^ 1)}", difference.Actual);
    }

    /// <summary>Plants, runs a board, and compares what is named with what really changed; true if anything did.</summary>
    private static bool Check(Action<Model> corrupt, int index)
    {
        string[] lines = Recording.Of(s_model, 1, Corrupt(corrupt));
        Interpreter wrong = Recording.Load(s_model);
        corrupt(wrong.Model);
        sbyte[] input = Input(lines);
        IReadOnlyList<sbyte[]> expected = RecordedRun.Of(s_clean, input).Outputs;
        IReadOnlyList<sbyte[]> actual = RecordedRun.Of(wrong, input).Outputs;
        int changed = Enumerable.Range(0, expected.Count).Where(op => !expected[op].AsSpan().SequenceEqual(actual[op])).FirstOrDefault(-1);

        Assert.True(changed < 0 || changed == index);
        AssertNames(lines, changed < 0 ? null : VerifyStage.Operator, changed);
        return changed >= 0;
    }

    private static void AssertNames(string[] lines, VerifyStage? stage, int index)
    {
        VerifyOutcome outcome = Recording.Verify(new BytesPort(lines), s_model);

        Assert.Equal(stage == null ? VerifyVerdict.Equal : VerifyVerdict.Differs, outcome.Verdict);
        Assert.All(outcome.Report.Differences, difference => Assert.Equal((stage, index), (difference.Stage, difference.Operator)));
        Assert.Equal(stage != null, outcome.Report.Differences.Count > 0);
        if (index >= 0)
        {
            StageDifference difference = outcome.Report.Differences[0];
            Assert.StartsWith($"operator {index}, ", difference.Name);
            Assert.NotEqual(difference.Expected, difference.Actual);
            Assert.Contains($"t 0 {index} {difference.Actual}", lines);
            Assert.Equal(1, outcome.Report.Stages[1 + index].Different);
        }
    }

    private static void Flip(Operator op, string constant, int place, int bit)
    {
        switch (constant)
        {
            case "weight":
                op.Weights[place % op.Weights.Length] ^= (sbyte)(1 << (bit % 8));
                break;
            case "bias":
                op.Bias[place % op.Bias.Length] ^= 1 << (bit % 24);
                break;
            default:
                op.Multiplier[place % op.Multiplier.Length] ^= 1 << (18 + bit % 12);
                break;
        }
    }

    private static Func<Interpreter, IEngine> Corrupt(Action<Model> corrupt) => engine =>
    {
        corrupt(engine.Model);
        return engine;
    };

    /// <summary>The input that an undamaged board makes of the first frame.</summary>
    private static sbyte[] Input(string[] lines)
    {
        Interpreter clean = Recording.Load(s_model);
        clean.SetInput(Recording.Collect(lines)[0].Frame!);
        return clean.Arena[clean.Model.Input.Offset..clean.Model.Input.End];
    }

    private sealed class WrongInput(Interpreter clean, string kind) : IEngine
    {
        public Model Model => clean.Model;

        public sbyte[] Arena => clean.Arena;

        public string EngineName => "wrong";

        public IOperatorObserver Observer
        {
            get => clean.Observer;
            set => clean.Observer = value;
        }

        public void SetInput(Frame frame)
        {
            InputSpec spec = Model.InputSpec;
            switch (kind)
            {
                case "bilinear":
                    new Preprocessor(new InputSpec(spec.Height, spec.Width, spec.Channels, ResizeMethod.Bilinear, spec.PixelToInt8)).Run(frame, Arena, Model.Input.Offset);
                    break;
                case "rows":
                    clean.SetInput(new Frame([.. frame.Pixels.Skip(frame.Width), .. frame.Pixels.Take(frame.Width)], frame.Width, frame.Height, frame.Format));
                    break;
                default:
                    clean.SetInput(frame);
                    Arena[Model.Input.Offset + 100] ^= 1;
                    break;
            }
        }

        public void Run() => clean.Run();
    }

    /// <summary>The last operator's bytes change after their check sum was taken.</summary>
    private sealed class WrongOutput(Interpreter clean) : IEngine
    {
        public Model Model => clean.Model;

        public sbyte[] Arena => clean.Arena;

        public string EngineName => "wrong";

        public IOperatorObserver Observer
        {
            get => clean.Observer;
            set => clean.Observer = value;
        }

        public void SetInput(Frame frame) => clean.SetInput(frame);

        public void Run()
        {
            clean.Run();
            Arena[Model.Output.Offset + 2] ^= 1;
        }
    }
}
