// SPDX-License-Identifier: MIT
// Trainer, calibrator, evaluator, simulator and firmware see the same bytes for the same picture because there is one
// Preprocessor. A second way to crop, resize or quantize would be a silent loss of accuracy on the board.
namespace Embedded.House.Tests.OnePreprocessor;

public class OnePreprocessorTests
{
    private static readonly List<SourceFile> Sources = SourceFile.Below(".cs", "firmware", "host-tools");

    [Fact]
    public void Sources_CropResizeAndQuantize_AreOnlyInThePreprocessor()
    {
        Assert.True(Sources.Count >= 80, $"only {Sources.Count} files found");
        Assert.Empty(
            from file in Sources
            from rule in PreprocessingRule.All
            where !Exemption.All.Any(exemption => exemption.Covers(file.Path, rule.Name))
            from line in rule.Lines(file.Text)
            select $"{file.Path}({line}): {rule.Name}; use Embedded.Vision.Preprocessor");
    }

    [Fact]
    public void Exemptions_EveryOne_IsStillNeeded() =>
        Assert.DoesNotContain(Exemption.All, exemption => !Sources.Any(file =>
            PreprocessingRule.All.Any(rule => exemption.Covers(file.Path, rule.Name) && rule.Lines(file.Text).Any())));

    [Fact]
    public void Preprocessor_Callers_AreTheWholeRoad()
    {
        string[] users = [.. Sources.Where(file => file.Text.Contains("new Preprocessor(", StringComparison.Ordinal)).Select(file => file.Path.Split('/')[1]).Distinct()];
        Assert.Contains("Embedded.Data", users);
        Assert.Contains("Embedded.Training", users);
    }

    [Theory]
    [InlineData("scaling by Skia", "class C { void M(SKBitmap b) { b.Resize(new SKImageInfo(96, 96), 1); } }")]
    [InlineData("scaling by Skia", "class C { void M(SKPixmap p, SKPixmap q) { p.ScalePixels(q, 1); } }")]
    [InlineData("scaling by Skia", "class C { object x = new SKSamplingOptions(SKFilterMode.Linear); }")]
    [InlineData("scaled decoding", "class C { void M(SKCodec c) { c.GetScaledDimensions(0.5f); } }")]
    [InlineData("quantizing pixels", "class C { sbyte M(byte x) { return (sbyte)(x ^ 0x80); } }")]
    [InlineData("quantizing pixels", "class C { void M(byte[] x) { x[0] ^= 128; } }")]
    [InlineData("quantizing pixels", "class C { sbyte M(byte x) { return (sbyte)(x - 128); } }")]
    [InlineData("a crop or resize of its own", "class C { void CropCentre() { } }")]
    [InlineData("a crop or resize of its own", "class BilinearScaler { }")]
    [InlineData("a crop or resize of its own", "class C { void M() { void Resize() { } } }")]
    public void Rule_BadSnippet_IsFound(string rule, string snippet) =>
        Assert.NotEmpty(Assert.Single(PreprocessingRule.All, candidate => candidate.Name == rule).Lines(snippet));

    [Fact]
    public void Rules_EveryOne_LeavesOrdinarySourceAlone() =>
        Assert.All(PreprocessingRule.All, rule => Assert.Empty(rule.Lines(
            "// b.Resize, x ^ 0x80\nclass C { int M(ref int[] x, int y) { Array.Resize(ref x, 3); new Preprocessor(spec).Run(frame, x, 0); return y ^ 1 + (x[0] - 128); } }")));
}
