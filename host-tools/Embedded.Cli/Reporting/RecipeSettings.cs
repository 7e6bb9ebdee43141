// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace Embedded.Cli.Reporting;

/// <summary>recipe.json as a list, whatever its members are.</summary>
internal static class RecipeSettings
{
    private static readonly string[] s_paths = ["path", "folder", "validationFolder", "scoresFile"];

    /// <summary>Every setting that is given, in the file's order: "optimizer.learningRate" and the like. Paths lose the folders above them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string json)
    {
        var settings = new List<KeyValuePair<string, string>>();
        using JsonDocument document = JsonDocument.Parse(json);
        Add(document.RootElement, "");
        return settings;

        void Add(JsonElement element, string name)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty member in element.EnumerateObject())
                    {
                        Add(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}");
                    }

                    break;
                case JsonValueKind.Array when element.EnumerateArray().All(entry => entry.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                    settings.Add(new(name, string.Join(", ", element.EnumerateArray().Select(entry => Value(entry, name)))));
                    break;
                case JsonValueKind.Array:
                    foreach ((int index, JsonElement entry) in element.EnumerateArray().Index())
                    {
                        Add(entry, $"{name}[{index}]");
                    }

                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    settings.Add(new(name, Value(element, name)));
                    break;
            }
        }
    }

    private static string Value(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String && s_paths.Any(path => name.Split('.')[^1].Equals(path, StringComparison.OrdinalIgnoreCase))
            ? RecipeText.NameOf(element.GetString()!)
            : element.ToString();
}
