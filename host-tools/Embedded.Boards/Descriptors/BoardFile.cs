// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Reads a board.json file and checks that what it says can be true. Fields it does not know are passed over.</summary>
internal static class BoardFile
{
    private const int Schema = 1;
    private const int MaxBytes = 1 << 30;
    private const int SlotPage = 0x10000; // what the ESP32 maps at a time

    /// <exception cref="BoardException">The file cannot be read, is no JSON, or a field is missing or wrong.</exception>
    public static BoardDescriptor Load(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(file, new JsonFields(file, "", document.RootElement));
        }
        catch (JsonException exception)
        {
            throw new BoardException($"{file}: line {exception.LineNumber + 1} is no JSON; correct it or restore the file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BoardException($"{file} cannot be read ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private static BoardDescriptor Read(string file, JsonFields fields)
    {
        if (fields.Number("schema", 1, int.MaxValue) > Schema)
        {
            throw new BoardException($"{file}: schema is newer than these tools; update them.");
        }

        JsonFields pins = fields.Object("pins");
        int pinCount = pins.Number("count", 1, 256);
        int flashBytes = fields.Number("flashBytes", 1, MaxBytes);
        IReadOnlyList<FlashPartition> flash = ReadFlash(fields, flashBytes);
        JsonFields firmware = fields.Object("firmware");
        FlashPartition deploy = flash.FirstOrDefault(part => part.Name == firmware.Text("deployPartition"))
            ?? throw firmware.Wrong("deployPartition", "the name of a partition in flash");
        var board = new BoardDescriptor
        {
            Name = fields.Text("name"),
            Title = fields.Text("title"),
            Chip = fields.Text("chip"),
            ClockMHz = fields.Number("clockMHz", 1, 10000),
            MaxClockMHz = fields.Number("maxClockMHz", 1, 10000),
            RamBytes = fields.Number("ramBytes", 1, MaxBytes),
            PsramBytes = fields.Number("psramBytes", 0, MaxBytes),
            FlashBytes = flashBytes,
            Flash = flash,
            FirmwareTarget = firmware.Text("target"),
            DeployPartition = deploy,
            ModelSlots = ReadSlots(firmware, deploy),
            ConsoleBaud = fields.Object("console").Number("baud", 1200, 10_000_000),
            PinCount = pinCount,
            OutputPins = pins.Numbers("output", 0, pinCount - 1),
            InputOnlyPins = pins.Numbers("inputOnly", 0, pinCount - 1),
            ReservedPins = ReadReserved(pins.Object("reserved"), pinCount),
            Camera = ReadCamera(fields.Object("camera"), pinCount),
            Leds = [.. fields.Objects("leds").Select(led => new LedDescriptor(led.Text("name"), led.Number("pin", 0, pinCount - 1), led.Flag("activeLow")))],
        };
        CheckPins(fields, board);
        return board;
    }

    private static FlashPartition[] ReadFlash(JsonFields fields, int flashBytes)
    {
        var parts = new List<FlashPartition>();
        foreach (JsonFields row in fields.Objects("flash"))
        {
            int start = parts.Count == 0 ? 0 : parts[^1].End;
            int offset = row.Number("offset", start, flashBytes);
            parts.Add(new FlashPartition(row.Text("name"), offset, row.Number("bytes", 1, flashBytes - offset)));
        }

        return [.. parts];
    }

    /// <summary>Ascending offsets inside the partition at multiples of a page that the chip can map.</summary>
    private static FlashPartition[] ReadSlots(JsonFields firmware, FlashPartition deploy)
    {
        IReadOnlyList<int> offsets = firmware.Numbers("modelSlots", deploy.Offset + SlotPage, deploy.End - SlotPage);
        bool isGood = offsets.Count > 0 && offsets.All(offset => offset % SlotPage == 0) && offsets.SequenceEqual(offsets.Distinct().Order());
        return isGood
            ? [.. offsets.Select((offset, index) => new FlashPartition($"model{index}", offset, deploy.End - offset))]
            : throw firmware.Wrong("modelSlots", "a list of ascending multiples of 0x10000");
    }

    private static Dictionary<int, string> ReadReserved(JsonFields reserved, int pinCount)
    {
        return reserved.Names().ToDictionary(
            name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int pin) && pin < pinCount ? pin : throw reserved.Wrong(name, "named by a GPIO number"),
            reserved.Text);
    }

    private static CameraDescriptor ReadCamera(JsonFields camera, int pinCount)
    {
        JsonFields pins = camera.Object("pins");
        return new CameraDescriptor
        {
            Sensor = camera.Text("sensor"),
            ClockHz = camera.Number("clockHz", 1_000_000, 100_000_000),
            Pins = [.. CameraDescriptor.PinNames.Select(name => pins.Number(name, name is "powerDown" or "reset" ? -1 : 0, pinCount - 1))],
            FrameSizes = [.. camera.Texts("frameSizes").Select(text => ReadSize(camera, text))],
            Formats = [.. camera.Texts("formats").Select(text => text switch
            {
                "gray8" => PixelFormat.Gray8,
                "rgb888" => PixelFormat.Rgb888,
                "rgb565le" => PixelFormat.Rgb565LittleEndian,
                "rgb565be" => PixelFormat.Rgb565BigEndian,
                _ => throw camera.Wrong("formats", "a list of gray8, rgb888, rgb565le and rgb565be"),
            })],
        };
    }

    private static FrameSize ReadSize(JsonFields camera, string text)
    {
        string[] sides = text.Split('x');
        return sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width is > 0 and <= 8192
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height) && height is > 0 and <= 8192
                ? new FrameSize(width, height)
                : throw camera.Wrong("frameSizes", "a list of sizes like \"96x96\"");
    }

    /// <summary>No pin serves two ends, and an LED needs a pin that can be an output.</summary>
    private static void CheckPins(JsonFields fields, BoardDescriptor board)
    {
        var uses = new Dictionary<int, string>(board.ReservedPins);
        for (int index = 0; index < CameraDescriptor.PinNames.Count; index++)
        {
            int pin = board.Camera.Pins[index];
            if (pin >= 0 && !uses.TryAdd(pin, "camera"))
            {
                throw fields.Wrong("camera.pins." + CameraDescriptor.PinNames[index], $"a pin of its own, but GPIO{pin} is also used for: {uses[pin]}");
            }
        }

        foreach (LedDescriptor led in board.Leds)
        {
            if (!board.OutputPins.Contains(led.Pin) || !uses.TryAdd(led.Pin, led.Name))
            {
                throw fields.Wrong("leds", $"on free output pins, but GPIO{led.Pin} of the {led.Name} LED is not one");
            }
        }
    }
}
