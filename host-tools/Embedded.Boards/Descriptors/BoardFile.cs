// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>Reads a board.json file and checks that what it says can be true. Fields it does not know are passed over.</summary>
internal static class BoardFile
{
    private const int Schema = 1;
    private const int MaxBytes = 1 << 30;
    private const int LongestName = 20;
    private const int MaxClock = 10000;
    private const string FlipVertical = "flipVertical";
    private const string MirrorHorizontal = "mirrorHorizontal";
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
            byte[] bytes = File.ReadAllBytes(file);
            throw FileContent.Describe(bytes) is not string other
                ? new BoardException($"{file}: line {exception.LineNumber + 1} is no JSON; correct it or restore the file.", exception)
                : new BoardException($"{file} is {other}, no board description; name a board.json, or a board: {string.Join(", ", BoardCatalog.Names)}.{(FileContent.IsModel(bytes) ? " Whether a model fits a board says `embedded inspect MODEL --board NAME`." : "")}", exception);
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
        JsonFields console = fields.Object("console");
        int ramBytes = fields.Number("ramBytes", 1, MaxBytes);
        int dataRamBytes = fields.Number("dataRamBytes", 1, ramBytes);
        int psramBytes = fields.Number("psramBytes", 0, MaxBytes);
        int clock = fields.Number("clockMHz", 1, MaxClock);
        FlashPartition deploy = flash.FirstOrDefault(part => part.Name == firmware.Text("deployPartition"))
            ?? throw firmware.Wrong("deployPartition", "the name of a partition in flash");
        var board = new BoardDescriptor
        {
            Name = ReadName(fields),
            Title = fields.Text("title"),
            Chip = fields.Text("chip"),
            ClockMHz = clock,
            MaxClockMHz = fields.Number("maxClockMHz", clock, MaxClock),
            RamBytes = ramBytes,
            DataRamBytes = dataRamBytes,
            PsramBytes = psramBytes,
            FlashBytes = flashBytes,
            Flash = flash,
            FirmwareTarget = firmware.Text("target"),
            DeployPartition = deploy,
            ReservedPsramBytes = firmware.Number("reservedPsramBytes", 0, Math.Max(0, psramBytes - 1)),
            ReservedRamBytes = firmware.Number("reservedRamBytes", 0, dataRamBytes - 1),
            ModelSlots = ReadSlots(firmware, deploy),
            ConsolePort = ReadPort(console),
            ConsoleBaud = console.Number("baud", 1200, 10_000_000),
            PinCount = pinCount,
            OutputPins = pins.Numbers("output", 0, pinCount - 1),
            InputOnlyPins = pins.Numbers("inputOnly", 0, pinCount - 1),
            ReservedPins = ReadReserved(pins.Object("reserved"), pinCount),
            Camera = ReadCamera(fields.Object("camera"), pinCount),
            Leds = ReadLeds(fields, pinCount),
        };
        CheckPins(fields, board);
        return board;
    }

    /// <summary>The name is a word of a console line.</summary>
    private static string ReadName(JsonFields fields)
    {
        string name = fields.Text("name");
        return name.Length <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? name
            : throw fields.Wrong("name", $"at most {LongestName} small letters, digits and hyphens");
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

    private static ConsolePort ReadPort(JsonFields console) => console.Text("port") switch
    {
        "adapter" => ConsolePort.Adapter,
        "bridge" => ConsolePort.Bridge,
        "usb" => ConsolePort.Usb,
        _ => throw console.Wrong("port", "adapter, bridge or usb"),
    };

    /// <summary>At most one LED of each name that a model can choose.</summary>
    private static LedDescriptor[] ReadLeds(JsonFields fields, int pinCount)
    {
        var leds = new List<LedDescriptor>();
        foreach (JsonFields row in fields.Objects("leds"))
        {
            string name = row.Text("name");
            if (name is not ("status" or "flash") || leds.Exists(led => led.Name == name))
            {
                throw row.Wrong("name", "status or flash, each at most once");
            }

            leds.Add(new LedDescriptor(name, row.Number("pin", 0, pinCount - 1), row.Flag("activeLow")));
        }

        return [.. leds];
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
            Orientation = ReadOrientation(camera),
            WarmUpFrames = camera.Number("warmUpFrames", 0, 100),
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

    private static int ReadOrientation(JsonFields camera)
    {
        IReadOnlyList<string> names = camera.Texts("orientation");
        int orientation = (names.Contains(FlipVertical) ? NativeCamera.FlipVertical : 0) + (names.Contains(MirrorHorizontal) ? NativeCamera.MirrorHorizontal : 0);
        return names.All(name => name is FlipVertical or MirrorHorizontal) && names.Distinct().Count() == names.Count
            ? orientation
            : throw camera.Wrong("orientation", $"a list of {FlipVertical} and {MirrorHorizontal}, or an empty one");
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
