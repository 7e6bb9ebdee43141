// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Fitting;

public class ModelFitTests
{
    private const double Tolerance = 1e-9; // of doubles that are computed in another order

    [Theory]
    [InlineData("esp32-cam", 237_728, 655_360, "")]
    [InlineData("esp32-cam", 863_696, 1_310_720, "takes the place of slot 1 too")]
    [InlineData("xiao-esp32s3", 863_696, 1_310_720, "takes the place of slot 1 too")]
    public void Slots_OfAModel_AreComparedWithItsRecord(string board, int bytes, int end, string why)
    {
        EmbFile file = Model(bytes == 237_728 ? "flowers-scratch" : "flowers-tuned-128");
        Assert.Equal(bytes, file.Bytes.Length);

        ModelFit fit = ModelFit.Of(file, BoardDescriptor.Load(board));

        Assert.Equal([bytes + 16, bytes + 16], fit.Slots.Select(slot => slot.Bytes)); // both lengths are multiples of 16
        Assert.Equal([1_310_720, 655_360], fit.Slots.Select(slot => slot.RoomBytes));
        Assert.Equal(FitVerdict.Yes, fit.Slots[0].Verdict);
        Assert.Equal(bytes + 16 <= 655_360 ? FitVerdict.Yes : FitVerdict.No, fit.Slots[1].Verdict);
        Assert.Contains(why, fit.Slots[0].Why);
        Assert.InRange(bytes, 1, end);
    }

    [Fact]
    public void Native_OnAnEsp32_IsTheEmulatorsCountAndTheFlash()
    {
        EmbFile file = Model("flowers-scratch");

        EngineFit native = ModelFit.Of(file, BoardDescriptor.Load("esp32-cam")).Engines[0];

        Assert.Equal("native", native.Engine);
        double computing = NativeInstructions.Of(file.Model) * 0.87 / 160_000;
        double reading = file.Sections.Length(Inference.EmbFormat.ConstantSection) * 152 / 32.0 / 40_000; // 152 clocks of 25 ns for 32 bytes
        Assert.Equal(computing + reading, native.Milliseconds, Tolerance * native.Milliseconds);
        Assert.Equal(FitVerdict.Yes, native.Verdict);
        Assert.Equal((55_296, 262_144), (native.Memory[0].Bytes, native.Memory[0].RoomBytes));
        Assert.DoesNotContain(native.Time, figure => figure.Basis == FigureBasis.Measured);
    }

    [Fact]
    public void Managed_OnAnEsp32_IsInstructionsAProductTimesAnAssumption()
    {
        EmbFile file = Model("flowers-scratch");

        EngineFit managed = ModelFit.Of(file, BoardDescriptor.Load("esp32-cam")).Engines[1];

        Assert.Equal("csharp", managed.Engine);
        double products = managed.Time[0].Value;
        Assert.InRange(products, 7_490_432, 7_600_000); // the model card's, and the few values of average pool and softmax
        Assert.Equal(0, managed.Time[1].Value);
        Assert.Equal(products * 165 * 1.5 / 160_000, managed.Milliseconds, Tolerance * managed.Milliseconds);
        Assert.Equal([FigureBasis.Measured, FigureBasis.Measured], managed.Time.Skip(2).Take(2).Select(figure => figure.Basis));
        Assert.Equal(FigureBasis.Estimated, managed.Time[4].Basis);
        Assert.Contains("assumed", managed.Time[4].Why);
        Assert.Equal(237_728 + 55_296 + 18_432 + 32_944, managed.Memory[0].Bytes);
    }

    [Theory]
    [InlineData("first-light", FitVerdict.Perhaps, FitVerdict.Perhaps)] // 7,104 + 40,960 + 18,432 bytes of 102,400
    [InlineData("flowers-tuned-96", FitVerdict.Perhaps, FitVerdict.No)] // 37,248 + 40,960 + 18,432; the C# engine needs the model in memory
    [InlineData("flowers-scratch", FitVerdict.No, FitVerdict.No)] // 55,296 + 40,960 + 18,432
    [InlineData("flowers-tuned-128", FitVerdict.No, FitVerdict.No)]
    public void Verdict_WithoutPsram_IsNeverCertain(string model, FitVerdict native, FitVerdict managed)
    {
        ModelFit fit = ModelFit.Of(Model(model), BoardDescriptor.Load("ttgo-t-journal"));

        Assert.Equal([native, managed], fit.Engines.Select(engine => engine.Verdict));
        Assert.Equal((FitVerdict)Math.Min((int)native, (int)managed), fit.Verdict);
    }

    [Fact]
    public void Why_OnAnEsp32S3_SaysThatItHasNoFiguresOfItsOwn()
    {
        ModelFit fit = ModelFit.Of(Model("flowers-scratch"), BoardDescriptor.Load("esp32-s3-eye"));

        Assert.All(fit.Engines, engine => Assert.Contains(engine.Time, figure => figure.Why.Contains("ESP32-S3 has no figure of its own", StringComparison.Ordinal)));
        Assert.All(fit.Engines, engine => Assert.Contains(engine.Time, figure => figure is { What: "clock", Value: 240, Basis: FigureBasis.Exact }));
    }

    [Fact]
    public void Verdict_ArenaBeyondNativeMemoryOrAnArray_IsNo()
    {
        EmbFile file = Model("flowers-scratch");
        BoardDescriptor board = BoardDescriptor.Load("esp32-cam");

        Assert.Equal(FitVerdict.No, ModelFit.Of(file, board with { ReservedPsramBytes = 55_295 }).Engines[0].Verdict);
        Assert.Equal(FitVerdict.Yes, ModelFit.Of(file, board with { ReservedPsramBytes = 55_296 }).Engines[0].Verdict);
        Assert.Equal(FitVerdict.No, ModelFit.Of(file, board with { PsramBytes = 262_144 + 344_399 }).Engines[1].Verdict);
        Assert.Equal(FitVerdict.Yes, ModelFit.Of(file, board with { PsramBytes = 262_144 + 344_400 }).Engines[1].Verdict);
        Assert.Equal(786_300, ModelFit.Of(file, board).Engines[1].Memory[1].RoomBytes);
    }

    [Fact]
    public void Of_Boards_IsTheDivisionOfTheFirmware()
    {
        Assert.Equal(new BoardMemoryPlan(3_932_160, 262_144, false), BoardMemoryPlan.Of(BoardDescriptor.Load("esp32-cam")));
        Assert.Equal(new BoardMemoryPlan(7_340_032, 1_048_576, false), BoardMemoryPlan.Of(BoardDescriptor.Load("xiao-esp32s3")));
        Assert.Equal(new BoardMemoryPlan(225_280, 102_400, true), BoardMemoryPlan.Of(BoardDescriptor.Load("ttgo-t-journal")));
    }

    private static EmbFile Model(string name) => EmbFile.Load(Path.Combine(SharedFolder.Repository, "models", name, "model.emb"));
}
