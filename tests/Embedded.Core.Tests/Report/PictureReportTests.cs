// SPDX-License-Identifier: MIT
using Embedded.Report;
using Embedded.Testing;
using Embedded.Vision;

namespace Embedded.Core.Tests.Report;

public class PictureReportTests
{
    [Fact]
    public void Write_EveryLine_IsThatOfTheDocument()
    {
        var console = new RecordingConsole();
        var report = new PictureReport(console);

        report.WritePictures(100, 240, 320, PixelFormat.Gray8);
        report.WritePicture(999999, "class_with_15_c");
        report.WriteCheck(0, true);
        report.WriteCheck(999999, false);

        Assert.Equal(["# pictures count=100 size=240x320 format=gray8", "p 999999 class_with_15_c", "c 0 same", "c 999999 differs"], console.Lines);
        ConsoleGrammar grammar = ConsoleGrammar.Load();
        Assert.All(console.Lines, line => Assert.True(grammar.Matches("line", line), line));
    }
}
