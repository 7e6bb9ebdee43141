// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;

namespace Embedded.Cli.Web;

/// <summary>The browser of the person at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a page, where there is a desktop with a browser; the page's address was told anyway.</summary>
    public static void Open(string url)
    {
        bool hasDesktop = !OperatingSystem.IsLinux()
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
        if (!hasDesktop)
        {
            return;
        }

        try
        {
            Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException or InvalidOperationException)
        {
            // There is none.
        }
    }
}
