// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What there is to know about a board: boards/*/board.json.</summary>
public sealed record BoardDescriptor
{
    /// <summary>The board's folder in boards/.</summary>
    public required string Name { get; init; }

    /// <summary>What the shops call it.</summary>
    public required string Title { get; init; }

    /// <summary>The microcontroller.</summary>
    public required string Chip { get; init; }

    /// <summary>Clock of the processor under the firmware of <see cref="FirmwareTarget"/>.</summary>
    public required int ClockMHz { get; init; }

    /// <summary>Highest clock that the chip allows.</summary>
    public required int MaxClockMHz { get; init; }

    /// <summary>Memory in the chip.</summary>
    public required int RamBytes { get; init; }

    /// <summary>What of <see cref="RamBytes"/> can hold data; the firmware's own data and stacks are taken from it too.</summary>
    public required int DataRamBytes { get; init; }

    /// <summary>External memory that the chip can address, 0 for none.</summary>
    public required int PsramBytes { get; init; }

    /// <summary>Flash memory.</summary>
    public required int FlashBytes { get; init; }

    /// <summary>The flash layout, ascending.</summary>
    public required IReadOnlyList<FlashPartition> Flash { get; init; }

    /// <summary>nanoFramework's name of the firmware for this board.</summary>
    public required string FirmwareTarget { get; init; }

    /// <summary>External memory that the firmware keeps from the application's heap, for native code: arena, frames and a model in memory.</summary>
    public required int ReservedPsramBytes { get; init; }

    /// <summary>Memory in the chip that the firmware keeps from the application's heap where there is no external memory.</summary>
    public required int ReservedRamBytes { get; init; }

    /// <summary>The partition for the application and, at its end, the model slots; one of <see cref="Flash"/>.</summary>
    public required FlashPartition DeployPartition { get; init; }

    /// <summary>
    /// Where the model slots are. Each reaches to the end of the deploy partition, so that a large model in the first slot takes the
    /// later ones too.
    /// </summary>
    public required IReadOnlyList<FlashPartition> ModelSlots { get; init; }

    /// <summary>Bytes for the application's image: what lies before the first model slot.</summary>
    public int ApplicationBytes => ModelSlots[0].Offset - DeployPartition.Offset;

    /// <summary>How a PC hears the console.</summary>
    public required ConsolePort ConsolePort { get; init; }

    /// <summary>Bits a second of the console's UART; over the chip's own USB the number means nothing.</summary>
    public required int ConsoleBaud { get; init; }

    /// <summary>Numbers below this may be GPIO numbers of the chip.</summary>
    public required int PinCount { get; init; }

    /// <summary>GPIO numbers that can be inputs and outputs.</summary>
    public required IReadOnlyList<int> OutputPins { get; init; }

    /// <summary>GPIO numbers that can be inputs only.</summary>
    public required IReadOnlyList<int> InputOnlyPins { get; init; }

    /// <summary>GPIO numbers that the board needs itself, and what for; without the camera's.</summary>
    public required IReadOnlyDictionary<int, string> ReservedPins { get; init; }

    /// <summary>The camera.</summary>
    public required CameraDescriptor Camera { get; init; }

    /// <summary>The LEDs.</summary>
    public required IReadOnlyList<LedDescriptor> Leds { get; init; }

    /// <summary>The LED of a name ("status", "flash"), null if the board has none.</summary>
    public LedDescriptor? Led(string name) => Leds.FirstOrDefault(led => led.Name == name);

    /// <summary>Reads the description of a board by its name in boards/, or by the path of a board.json file.</summary>
    /// <exception cref="BoardException">The board is unknown, or its description is wrong; the message names the field.</exception>
    public static BoardDescriptor Load(string nameOrPath) => BoardFile.Load(BoardCatalog.Find(nameOrPath));
}
