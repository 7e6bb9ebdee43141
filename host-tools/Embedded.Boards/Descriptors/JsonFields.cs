// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;

namespace Embedded.Boards;

/// <summary>The fields of one JSON object; every complaint names the file and the field with its path.</summary>
internal sealed class JsonFields
{
    private readonly string _file;
    private readonly string _path; // "" at the root, else with a trailing full stop
    private readonly JsonElement _element;

    public JsonFields(string file, string path, JsonElement element)
    {
        _file = file;
        _path = path.Length == 0 ? "" : path + ".";
        _element = element;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException(path.Length == 0 ? $"{file}: the file must hold a JSON object." : $"{file}: {path} must be a JSON object.");
        }
    }

    public JsonFields Object(string name) => new(_file, _path + name, Find(name));

    public string Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : throw Wrong(name, "a text");

    public bool Flag(string name) =>
        Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : throw Wrong(name, "true or false");

    /// <summary>A number, or a text with a hexadecimal one ("0x1e0000").</summary>
    public int Number(string name, int minimum, int maximum) => Number(name, Find(name), minimum, maximum);

    public IReadOnlyList<int> Numbers(string name, int minimum, int maximum) =>
        [.. Items(name).Select(item => Number(item.Name, item.Value, minimum, maximum))];

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : throw Wrong(item.Name, "a text"))];

    public IReadOnlyList<JsonFields> Objects(string name) =>
        [.. Items(name).Select(item => new JsonFields(_file, _path + item.Name, item.Value))];

    /// <summary>The names in this object.</summary>
    public IEnumerable<string> Names() => _element.EnumerateObject().Select(property => property.Name);

    /// <summary>The complaint that a field is not what it must be.</summary>
    public BoardException Wrong(string name, string what) => new($"{_file}: {_path}{name} must be {what}.");

    private JsonElement Find(string name) =>
        _element.TryGetProperty(name, out JsonElement value) ? value : throw new BoardException($"{_file}: {_path}{name} is missing.");

    private IEnumerable<(string Name, JsonElement Value)> Items(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select((value, index) => ($"{name}[{index}]", value))
            : throw Wrong(name, "a list");

    private int Number(string name, JsonElement value, int minimum, int maximum)
    {
        int number = 0;
        bool isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out number),
            JsonValueKind.String => value.GetString() is { } text && text.StartsWith("0x", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber && number >= minimum && number <= maximum
            ? number
            : throw Wrong(name, $"a number from {minimum} to {maximum}");
    }
}
