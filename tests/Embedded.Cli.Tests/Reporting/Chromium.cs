// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Embedded.Cli.Tests;

/// <summary>A headless Chromium, if one is installed.</summary>
internal static class Chromium
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>Shows a page in a frame of the given width, asks it something, and returns the answer with what the browser complained about.</summary>
    /// <param name="page">The page's file; a file beside it is written.</param>
    /// <param name="width">In CSS pixels; a window of its own could not be this narrow.</param>
    /// <param name="question">JavaScript whose value, of the page's document d, becomes the answer.</param>
    public static (JsonElement Answer, string Complaints) Ask(string page, int width, string question)
    {
        string program = Find() ?? throw Xunit.Sdk.SkipException.ForSkip("needs Chromium on the path");
        string folder = Path.GetDirectoryName(page)!;
        string profile = Path.Combine(folder, "browser");
        string frame = Path.Combine(folder, $"frame{width}.html");
        File.WriteAllText(frame, $$"""
            <!DOCTYPE html><iframe src="{{Path.GetFileName(page)}}" style="width:{{width}}px;height:20000px;border:0"></iframe><pre></pre>
            <script>
            document.querySelector("iframe").onload = event => {
              const d = event.target.contentDocument;
              for (const image of d.images) image.loading = "eager";
              setTimeout(() => { document.querySelector("pre").textContent = "answer:" + btoa(JSON.stringify({{question}})) + ":end"; }, 300);
            };
            </script>
            """);
        string[] options =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files", "--enable-logging=stderr", "--virtual-time-budget=5000",
            $"--user-data-dir={profile}", "--dump-dom", new Uri(frame).AbsoluteUri,
        ];
        var start = new ProcessStartInfo(program, options) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(90)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the browser did not end within 90 seconds");
        }

        Remove(profile);
        Match answer = Regex.Match(output.Result, "answer:([A-Za-z0-9+/=]*):end");
        Assert.True(answer.Success, $"the browser gave no answer: {error.Result}");
        return (JsonDocument.Parse(Convert.FromBase64String(answer.Groups[1].Value)).RootElement, string.Join('\n', error.Result.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))));
    }

    /// <summary>The browser's last processes may still write.</summary>
    private static void Remove(string profile)
    {
        for (int attempt = 0; attempt < 50 && Directory.Exists(profile); attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
}
