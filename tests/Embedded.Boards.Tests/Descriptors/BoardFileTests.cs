// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using Embedded.Decision;
using Embedded.Testing;

namespace Embedded.Boards.Tests.Descriptors;

/// <summary>Every field of a board.json is needed, and a wrong one is named.</summary>
public sealed class BoardFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_AnyFieldRemoved_IsNamed()
    {
        string[] paths = [.. Paths(Original(), "")];
        Assert.InRange(paths.Length, 40, 200);
        foreach (string path in paths.Where(path => !path.StartsWith("pins.reserved.", StringComparison.Ordinal)))
        {
            JsonNode root = Original();
            Edit(root, path, (parent, name) => parent.Remove(name));

            Assert.EndsWith($"board.json: {path} is missing.", Refusal(root));
        }
    }

    [Fact]
    public void Load_AnyFieldOfAnotherKind_IsNamed()
    {
        foreach (string path in Paths(Original(), ""))
        {
            JsonNode root = Original();
            Edit(root, path, (parent, name) => parent[name] = parent[name] is JsonObject ? new JsonArray() : new JsonObject());

            Assert.Contains($"board.json: {path} must be ", Refusal(root));
        }
    }

    [Theory]
    [InlineData("clockMHz", "0", "clockMHz must be a number from 1 to 10000")]
    [InlineData("clockMHz", "1.5", "clockMHz must be a number")]
    [InlineData("flash[1].offset", "\"0x007000\"", "flash[1].offset must be a number from 32768")]
    [InlineData("flash[6].bytes", "\"0x040001\"", "flash[6].bytes must be a number from 1 to 262144")]
    [InlineData("flash[0].bytes", "\"7000\"", "flash[0].bytes must be a number")]
    [InlineData("firmware.deployPartition", "\"app\"", "firmware.deployPartition must be the name of a partition")]
    [InlineData("firmware.modelSlots[0]", "\"0x1e0000\"", "firmware.modelSlots[0] must be a number from 2031616 to 3735552")]
    [InlineData("firmware.modelSlots[1]", "\"0x260000\"", "firmware.modelSlots must be a list of ascending multiples of 0x10000")]
    [InlineData("firmware.modelSlots[1]", "\"0x308000\"", "firmware.modelSlots must be a list of ascending multiples of 0x10000")]
    [InlineData("firmware.modelSlots", "[]", "firmware.modelSlots must be a list of ascending multiples of 0x10000")]
    [InlineData("pins.output[3]", "40", "pins.output[3] must be a number from 0 to 39")]
    [InlineData("pins.inputOnly[0]", "\"x\"", "pins.inputOnly[0] must be a number")]
    [InlineData("camera.pins.d3", "18", "camera.pins.d3 must be a pin of its own, but GPIO18 is also used for: camera")]
    [InlineData("camera.pins.vsync", "16", "camera.pins.vsync must be a pin of its own, but GPIO16 is also used for: PSRAM")]
    [InlineData("camera.pins.vsync", "-1", "camera.pins.vsync must be a number")]
    [InlineData("camera.frameSizes[2]", "\"160*120\"", "camera.frameSizes must be a list of sizes")]
    [InlineData("camera.formats[0]", "\"yuv\"", "camera.formats must be a list of")]
    [InlineData("leds[0].pin", "34", "leds must be on free output pins, but GPIO34")]
    [InlineData("leds[1].pin", "25", "leds must be on free output pins, but GPIO25")]
    [InlineData("name", "\"My Board\"", "name must be at most 20 small letters, digits and hyphens")]
    [InlineData("name", "\"a-name-of-21-letters-\"", "name must be at most 20")]
    [InlineData("leds[0].name", "\"flash\"", "leds[1].name must be status or flash, each at most once")]
    [InlineData("leds[0].name", "\"red\"", "leds[0].name must be status or flash, each at most once")]
    [InlineData("maxClockMHz", "159", "maxClockMHz must be a number from 160 to 10000")]
    [InlineData("dataRamBytes", "532481", "dataRamBytes must be a number from 1 to 532480")]
    [InlineData("firmware.reservedPsramBytes", "4194304", "firmware.reservedPsramBytes must be a number from 0 to 4194303")]
    [InlineData("firmware.reservedRamBytes", "327680", "firmware.reservedRamBytes must be a number from 0 to 327679")]
    [InlineData("console.port", "\"wifi\"", "console.port must be adapter, bridge or usb")]
    [InlineData("camera.orientation", "[\"upsideDown\"]", "camera.orientation must be a list of flipVertical and mirrorHorizontal")]
    [InlineData("camera.orientation", "[\"flipVertical\", \"flipVertical\"]", "camera.orientation must be a list of")]
    [InlineData("camera.warmUpFrames", "101", "camera.warmUpFrames must be a number from 0 to 100")]
    [InlineData("schema", "2", "schema is newer than these tools")]
    public void Load_ImpossibleValue_IsExplained(string path, string value, string message)
    {
        JsonNode root = Original();
        Edit(root, path, (parent, name) => parent[name] = JsonNode.Parse(value), (list, index) => list[index] = JsonNode.Parse(value));

        Assert.Contains(message, Refusal(root));
    }

    [Fact]
    public void Load_ReservedPinWithoutANumber_IsNamed()
    {
        JsonNode root = Original();
        root["pins"]!["reserved"]!.AsObject().Add("TX", "console");

        Assert.Contains("pins.reserved.TX must be named by a GPIO number", Refusal(root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"schema\": 1,")]
    [InlineData("{\n\"schema\": 1\n\"name\"")]
    public void Load_NoJson_NamesTheLine(string text)
    {
        Assert.Contains("is no JSON", Refusal(text));
    }

    [Fact]
    public void Load_OtherKindOfFile_IsNamed()
    {
        string file = _folder.File("board.json");
        File.WriteAllBytes(file, ColourNetwork.Write(new DecisionSettings(), 8));

        string model = Assert.Throws<BoardException>(() => BoardDescriptor.Load(file)).Message;
        File.WriteAllBytes(file, [1, 2, 0, 3]);

        Assert.StartsWith($"{file} is an .emb model, no board description; name a board.json, or a board: esp-eye, esp32-cam, ", model);
        Assert.EndsWith("Whether a model fits a board says `embedded inspect MODEL --board NAME`.", model);
        Assert.Contains("is a binary file, no board description", Assert.Throws<BoardException>(() => BoardDescriptor.Load(file)).Message);
    }

    [Fact]
    public void Load_JsonThatIsNoObject_IsExplained()
    {
        Assert.EndsWith("board.json: the file must hold a JSON object.", Refusal("[1]"));
    }

    [Fact]
    public void Load_UnknownField_IsPassedOver()
    {
        JsonNode root = Original();
        root["colour"] = "black";
        string file = _folder.File("board.json");
        File.WriteAllText(file, root.ToJsonString());

        Assert.Equal("esp32-cam", BoardDescriptor.Load(file).Name);
    }

    private static JsonNode Original() => JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFolder.Repository, "boards", "esp32-cam", "board.json")))!;

    /// <summary>The paths of all named fields: "camera.pins.d3", "flash[0].offset".</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string prefix) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, $"{prefix}{field.Key}.").Prepend(prefix + field.Key)),
        JsonArray items when items.All(item => item is JsonObject) => items.SelectMany((item, index) => Paths(item, $"{prefix[..^1]}[{index}].")),
        _ => [],
    };

    private static void Edit(JsonNode root, string path, Action<JsonObject, string> edit, Action<JsonArray, int>? editItem = null)
    {
        string[] steps = path.Replace("[", ".[").Split('.');
        JsonNode node = root;
        foreach (string step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step[1..^1])]! : node[step]!;
        }

        if (steps[^1][0] == '[')
        {
            editItem!(node.AsArray(), int.Parse(steps[^1][1..^1]));
        }
        else
        {
            edit(node.AsObject(), steps[^1]);
        }
    }

    private string Refusal(JsonNode root) => Refusal(root.ToJsonString());

    private string Refusal(string text)
    {
        string file = _folder.File("board.json");
        File.WriteAllText(file, text);
        string message = Assert.Throws<BoardException>(() => BoardDescriptor.Load(file)).Message;
        Assert.StartsWith(file, message);
        return message;
    }
}
