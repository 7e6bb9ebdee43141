// SPDX-License-Identifier: MIT
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Embedded.Data;

namespace Embedded.Cli.Tests;

public sealed class MonitorPageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Page_VirtualBoard_TellsPredictionsAndShowsThePicture()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var monitor = new RunningCli("monitor", "--virtual", "--web");
        string url = await monitor.Until(Address);
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };

        string page = await http.GetStringAsync("", cancellation);
        Assert.Contains("EventSource(\"events\")", page);
        Assert.DoesNotMatch("(src|href)=\"https?:", page); // nothing from outside

        using var events = new StreamReader(await http.GetStreamAsync("events", cancellation));
        JsonElement state;
        do
        {
            state = await Next(events);
        }
        while (state.GetProperty("picture").ValueKind == JsonValueKind.Null || state.GetProperty("answer").ValueKind == JsonValueKind.Null);

        Assert.Equal("live", state.GetProperty("status").GetString());
        Assert.Equal(["daisy", "dandelion", "rose", "sunflower", "tulip"], state.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()));
        Assert.Contains(state.GetProperty("facts").EnumerateArray(), fact => fact[0].GetString() == "board" && fact[1].GetString() == "esp32-cam");
        Assert.Contains(state.GetProperty("classes").EnumerateArray(), entry => entry.GetProperty("label").GetString() == state.GetProperty("answer").GetString() && entry.GetProperty("percent").GetInt32() >= 50);
        Picture picture = PictureFile.Decode(await http.GetByteArrayAsync("picture.png", cancellation), "picture.png");
        Assert.Equal((96, 96), (picture.Width, picture.Height));
        Assert.True(picture.Rgb.Distinct().Count() > 16, "the picture is empty");

        Assert.Equal(ExitCode.Ok, await monitor.Stop());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await events.ReadLineAsync(cancellation) != null)
            {
            }

            throw new EndOfStreamException(); // a stream that ends is as good as one that breaks
        });
    }

    [Fact]
    public async Task Page_WhoeverComesLate_HearsTheHistoryOnce()
    {
        using var monitor = new RunningCli("monitor", "--virtual", _folder.Model(), "--web");
        string url = await monitor.Until(Address);
        await monitor.Until(run => run.Out.Split('\n').Count(line => line.EndsWith(" ms")) >= 4 ? "" : null);
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
        using var events = new StreamReader(await http.GetStreamAsync("events", TestContext.Current.CancellationToken));

        var numbers = new List<int>();
        while (numbers.Count < 7)
        {
            numbers.AddRange((await Next(events)).GetProperty("points").EnumerateArray().Select(point => point.GetProperty("n").GetInt32()));
        }

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public async Task Page_OtherRequests_AreRefused()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var monitor = new RunningCli("monitor", "--virtual", "--web");
        string url = await monitor.Until(Address);
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("nothing", cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("", new StringContent("x"), cancellation)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "events") { Headers = { Host = "elsewhere.example" } };
        Assert.False((await http.SendAsync(foreign, cancellation)).IsSuccessStatusCode); // a page from elsewhere that names this machine

        string port = url.TrimEnd('/').Split(':')[^1];
        CliRun.Of("monitor", "--virtual", "--web", port).AssertFails(ExitCode.DeviceUnavailable, $"cannot be served at port {port}");
    }

    private static string? Address(RunningCli run) => Regex.Match(run.Error, "http://localhost:[0-9]+/") is { Success: true } match ? match.Value : null;

    /// <summary>The next event; a line "data: ..." and an empty one.</summary>
    private static async Task<JsonElement> Next(StreamReader events)
    {
        while (true)
        {
            string line = await events.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line[6..]).RootElement;
            }
        }
    }
}
