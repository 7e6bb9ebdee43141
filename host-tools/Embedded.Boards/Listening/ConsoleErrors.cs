// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The error codes of a board's console in words: the table of docs/console.md, links to documents as their paths.</summary>
public static class ConsoleErrors
{
    private const string Index = "{index}";

    /// <summary>All codes, in the order of the document; <c>{index}</c> stands for the number that the line carries.</summary>
    public static IReadOnlyList<ConsoleErrorMeaning> All { get; } =
    [
        new('C', 100, "no camera answers", "push the ribbon cable in and close its latch; the pins in `boards/` must be the board's"),
        new('C', 101, "the camera answers but sends no frame in time", "check the 5 V supply; a weak one breaks down when the camera starts"),
        new('C', 102, "a frame came with too few bytes", "nothing if it is rare; otherwise as C101"),
        new('C', 103, "the camera does not have this frame size or pixel format", "use a model with an input of at most 320x240"),
        new('C', 104, "the driver has no memory for a frame", "flash a firmware with PSRAM support"),
        new('C', 105, "the camera is another sensor than the driver knows", "use a board with an OV2640, or build the firmware with that sensor switched on"),
        new('C', 106, "a frame of this size needs PSRAM, and the chip has none", "use a model with a smaller input, or a board with PSRAM"),
        new('C', 107, "the camera is open already", "a defect of the program: close it first"),
        new('C', 108, "the camera is not open", "a defect of the program: open it first"),
        new('C', 199, "the camera driver failed in another way", "press reset"),
        new('M', 100, "the model slot or file holds something else than a model", "write a model there"),
        new('M', 101, "the model was written by newer tools; {index} is its format", "update the firmware, or write the model with older tools"),
        new('M', 102, "the model is shorter or longer than its header says", "write it again"),
        new('M', 103, "the model's CRC-32 is wrong", "write it again"),
        new('M', 104, "the section table is damaged; {index} is the row", "write it again"),
        new('M', 105, "the input specification is impossible", "export the model again"),
        new('M', 106, "tensor {index} has an impossible shape, scale, zero point or place", "export the model again"),
        new('M', 107, "the labels do not match the output, or label {index} is no text", "export the model again"),
        new('M', 108, "a decision setting is out of its range", "set it again with `embedded set`"),
        new('M', 109, "the model has a section that this firmware does not know but must", "update the firmware"),
        new('M', 110, "operator {index} is of an unknown kind", "update the firmware"),
        new('M', 111, "operator {index} reads or writes a tensor it must not", "export the model again"),
        new('M', 112, "the shapes of operator {index} do not fit together", "export the model again"),
        new('M', 113, "the constants of operator {index} are missing or outside the file", "export the model again"),
        new('M', 114, "a multiplier, shift, clamp or parameter of operator {index} is out of its range", "export the model again"),
        new('M', 115, "operator {index} has its weights in an order that this engine does not read", "update the firmware, or export for this engine"),
        new('M', 116, "operator {index} works in place in a way that this engine does not know", "update the firmware"),
        new('M', 117, "operator {index} overwrites a tensor that is still needed", "export the model again"),
        new('M', 118, "the arena has no bytes, or more than a firmware accepts", "export the model again"),
        new('B', 100, "the firmware was built without the native part, so that it has neither camera nor model slots, or after `# ready` without the camera driver", "build and flash a firmware as docs/building-firmware.md says, or run the application of docs/first-light.md, which needs neither"),
        new('B', 101, "the model does not fit into the chip's memory", "train a smaller network, or flash a firmware with PSRAM support"),
        new('B', 102, "the model's input is no picture", "use a model for pictures"),
        new('B', 103, "the model's output is no list of probabilities (int8, scale 1/256, zero point -128)", "use a model that ends in softmax, or import it again without `--no-softmax`"),
        new('B', 104, "the native engine was asked to run a network that is closed", "a defect of the program: open it first"),
        new('B', 105, "the native engine is running for another thread", "a defect of the program: run one network at a time"),
        new('B', 106, "the native engine does not take the camera's frame", "a defect of the program: report it with the lines before it"),
        new('B', 107, "no model runs, not even the one in the application; the lines `# slot`, `# file` and `# builtin` say why", "do what the tables say of their states"),
        new('B', 108, "the file `I:\\model.emb` cannot be read", "write it again, or delete it"),
        new('B', 199, "a defect of the program", "press reset; if it comes again, report it with the lines before it"),
    ];

    /// <summary>What an error line says and what to do.</summary>
    public static ConsoleErrorMeaning Of(ErrorLine line)
    {
        ConsoleErrorMeaning? text = All.FirstOrDefault(text => text.Kind == line.Kind && text.Code == line.Code);
        string index = line.Fields.GetValueOrDefault("index", "-1");
        return text == null
            ? new ConsoleErrorMeaning(line.Kind, line.Code, "the firmware is newer than these tools and has an error that they do not know", "update the tools")
            : text with { Meaning = text.Meaning.Replace(Index, index, StringComparison.Ordinal), Remedy = text.Remedy.Replace(Index, index, StringComparison.Ordinal) };
    }

    /// <summary>True if the board stops after this error: it says nothing more until it is reset.</summary>
    /// <param name="line">The error.</param>
    /// <param name="isReady">The board had printed <c># ready</c> before.</param>
    public static bool Stops(ErrorLine line, bool isReady) =>
        line.Kind == 'M' || (line.Kind == 'B' && (!isReady || line.Code == Device.DeviceError.NoNativePart));
}
