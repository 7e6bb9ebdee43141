// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Inputs;

/// <summary>The folder models/: that of the checkout the program runs in, else the one beside the program.</summary>
internal static class ModelsFolder
{
    private const string Name = "models";

    /// <summary>Its path, null if there is none.</summary>
    public static string? Find()
    {
        string? root = AppContext.BaseDirectory;
        while (root != null && !File.Exists(Path.Combine(root, "Embedded.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        return new[] { root, AppContext.BaseDirectory }
            .OfType<string>()
            .Select(folder => Path.Combine(folder, Name))
            .FirstOrDefault(Directory.Exists);
    }
}
