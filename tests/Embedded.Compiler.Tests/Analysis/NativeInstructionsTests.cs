// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Tests.TfLite;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public sealed class NativeInstructionsTests
{
    private const long PersonDetection = 34_888_515; // counted under qemu-xtensa
    private const double Tolerance = 0.1;

    [Fact]
    public void Of_PersonDetection_IsNearTheCount()
    {
        var golden = new GoldenNetwork("person_detect", "person_detect.tflite");
        Assert.InRange(NativeInstructions.Of(golden.File.Model), (1 - Tolerance) * PersonDetection, (1 + Tolerance) * PersonDetection);
    }

    [Fact]
    public void Milliseconds_TwiceTheClock_IsHalfTheTime()
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNetV2(1)));
        Assert.True(NativeInstructions.Milliseconds(file.Model, 160) > 0);
        Assert.Equal(NativeInstructions.Milliseconds(file.Model, 80), 2 * NativeInstructions.Milliseconds(file.Model, 160), 1e-9);
    }
}
