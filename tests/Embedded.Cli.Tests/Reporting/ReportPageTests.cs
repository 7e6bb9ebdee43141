// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Cli.Tests;

/// <summary>The page as a browser shows it.</summary>
[Trait("Speed", "Slow")]
public sealed class ReportPageTests : IDisposable
{
    private const string Question = """
        {
          pageWidth: d.documentElement.scrollWidth, view: d.documentElement.clientWidth,
          sections: d.querySelectorAll("section[id] > h2").length,
          links: [...d.querySelectorAll("nav a")].filter(a => d.querySelector(a.getAttribute("href"))).length,
          images: d.images.length, loaded: [...d.images].filter(i => i.complete && i.naturalWidth === 32).length,
          empty: [...d.querySelectorAll("svg")].filter(s => s.getClientRects().length && s.getBBox().width < 50).length,
          drawn: [...d.querySelectorAll("svg")].filter(s => s.getClientRects().length).length,
          wild: [...d.querySelectorAll("main *")].filter(e => !e.closest(".scroll") && !e.closest("svg") && e.getBoundingClientRect().right > d.documentElement.clientWidth + 1).length,
          colour: d.defaultView.getComputedStyle(d.body).backgroundColor, scripts: d.scripts.length
        }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public void Page_AnyWidth_FitsAndIsWhole(int width)
    {
        string run = ReportRun.Create(_folder.Path("a-run-with-a-name-that-is-long-enough-to-need-more-than-one-line"));
        string flowers = _folder.Flowers(perClass: 4);
        string model = _folder.Path("model.emb");
        Assert.Equal(ExitCode.Ok, CliRun.Of("quantize", run, "--calibration", flowers, "--out", model, "--method", "min-max", "--quiet").Code);
        Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--model", model, "--data", flowers, "--calibration", flowers, "--frames", flowers, "--out", _folder.Path("r.html")).Code);

        (JsonElement answer, string complaints) = Chromium.Ask(_folder.Path("r.html"), width, Question);

        Assert.Empty(complaints);
        int Number(string name) => answer.GetProperty(name).GetInt32();
        Assert.Equal((width, width), (Number("view"), Number("pageWidth")));
        Assert.Equal((11, 11), (Number("sections"), Number("links")));
        Assert.True(Number("images") >= 15, "pictures are missing");
        Assert.Equal(Number("images"), Number("loaded"));
        Assert.Equal((7, 0), (Number("drawn"), Number("empty")));
        Assert.Equal((0, 0), (Number("wild"), Number("scripts")));
        Assert.Equal("rgb(246, 247, 244)", answer.GetProperty("colour").GetString());
    }

    [Theory]
    [InlineData(12)] // a matrix
    [InlineData(26)] // too many for one
    public void Page_ManyClassesWithLongNames_FitsAPhone(int classes)
    {
        string[] labels = [.. Enumerable.Range(0, classes).Select(index => $"{index:00}_a-class-with-a-name-of-some-sixty-letters-without-any-blank_")];
        string run = ReportRun.Create(_folder.Path("run"), ReportRun.Recipe with { Labels = labels, Network = ReportRun.Recipe.Network with { Classes = classes } });
        string flowers = _folder.Flowers(perClass: 1);
        foreach (string label in labels)
        {
            Directory.CreateDirectory(_folder.Path("data", label));
            File.Copy(Path.Combine(flowers, "rose", "0.png"), _folder.Path("data", label, "0.png"));
        }

        Assert.Equal(ExitCode.Ok, CliRun.Of("report", run, "--data", _folder.Path("data"), "--out", _folder.Path("r.html")).Code);

        (JsonElement answer, string complaints) = Chromium.Ask(_folder.Path("r.html"), 390, Question);

        Assert.Empty(complaints);
        Assert.Equal((390, 0), (answer.GetProperty("pageWidth").GetInt32(), answer.GetProperty("wild").GetInt32()));
    }
}
