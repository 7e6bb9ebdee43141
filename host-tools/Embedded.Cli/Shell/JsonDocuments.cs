// SPDX-License-Identifier: MIT
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Embedded.Cli.Shell;

/// <summary>The one document that --json prints: {"schema":1, ...} or {"schema":1,"error":{"code","message"}}.</summary>
internal static class JsonDocuments
{
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Result(object document)
    {
        JsonObject members = JsonSerializer.SerializeToNode(document, Options)!.AsObject();
        members.Insert(0, "schema", Schema);
        return members.ToJsonString(Options);
    }

    /// <summary>A document with one member more, at its end.</summary>
    public static object With(object document, string name, object value)
    {
        JsonObject members = JsonSerializer.SerializeToNode(document, Options)!.AsObject();
        members.Add(name, JsonSerializer.SerializeToNode(value, Options));
        return members;
    }

    public static string Failure(int code, string message) => Result(new { error = new { code, message } });
}
