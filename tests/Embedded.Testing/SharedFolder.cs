// SPDX-License-Identifier: MIT
namespace Embedded.Testing;

/// <summary>Where the repository is, and the folder of shared material that some checkouts have beside it.</summary>
public static class SharedFolder
{
    /// <summary>The folder that holds Embedded.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Path below ../shared; the calling test is skipped with a reason where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Repository, "..", "shared", .. parts]);
        Xunit.Assert.SkipUnless(Path.Exists(path), $"needs {Path.Combine(["..", "shared", .. parts])}, which this checkout has not");
        return Path.GetFullPath(path);
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "Embedded.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the tests must run below the folder of Embedded.sln");
    }
}
