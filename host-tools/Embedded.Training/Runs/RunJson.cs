// SPDX-License-Identifier: MIT
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.Training.Runs;

/// <summary>How recipes and metrics are written as JSON.</summary>
internal static class RunJson
{
    /// <summary>For recipe.json: one setting a line.</summary>
    public static JsonSerializerOptions Indented { get; } = Options(true);

    /// <summary>For metrics.jsonl: one epoch a line.</summary>
    public static JsonSerializerOptions OneLine { get; } = Options(false);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
