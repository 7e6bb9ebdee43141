// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Rendering;
using Embedded.Cli.Shell;

namespace Embedded.Cli.Tests;

public class MonitorViewTests
{
    [Fact]
    public void Of_ABoardThatSpeaks_ShowsClassesFiguresAndFacts()
    {
        string text = Draw("# embedded console=1 board=esp32-cam psram=4194304", "# labels 0 daisy dandelion rose sunflower tulip", "# ready", "> 17 sunflower 87% daisy 9% ms=41/12/380 c=499a");

        Assert.Contains("PORT  live  sunflower for 0 s", text);
        Assert.Matches("sunflower +█{27}▉ +87 %", text);
        Assert.Matches("daisy +██▉ +9 %", text);
        Assert.Contains("capture 41 ms, preprocessing 12 ms, inference 380 ms", text);
        Assert.Contains("board esp32-cam  psram 4,096 KB", text);
        Assert.Contains("http://localhost:1/", text);
    }

    [Fact]
    public void Of_ABoardThatStopped_SaysWhyAndWhatToDo()
    {
        string text = Draw("# embedded console=1 board=[red] psram=0", "! M103 index=-1");

        Assert.Contains("PORT  stopped", text);
        Assert.Contains("M103: the model's CRC-32 is wrong; write it again", text);
        Assert.Contains("board [red]", text); // no markup comes from a board
    }

    private static string Draw(params string[] lines)
    {
        var monitor = new BoardMonitor("PORT");
        monitor.SetConnected(true);
        Array.ForEach(lines, line => monitor.Add(ConsoleParser.Parse(line)));
        var output = new StringWriter { NewLine = "\n" };
        new Terminal(output, TextWriter.Null).Render(console => console.Write(MonitorView.Of(monitor.Snapshot(), "PORT", "http://localhost:1/")));
        return output.ToString();
    }
}
