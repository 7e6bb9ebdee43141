// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>A line of a board's console (docs/console.md) as values.</summary>
/// <param name="Text">The line without its end.</param>
public abstract record ConsoleLine(string Text);

/// <summary>A boot fact: <c># engine name=native arena=37248</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Word">What it is about: <c>embedded</c>, <c>model</c>, <c>engine</c>, ...</param>
/// <param name="Fields">Its <c>name=value</c> fields.</param>
public sealed record BootLine(string Text, string Word, IReadOnlyDictionary<string, string> Fields) : ConsoleLine(Text);

/// <summary>What a board found in a model slot: <c># slot 0 sequence=7 model=93bc94cb state=used</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Slot">Number of the slot.</param>
/// <param name="Sequence">The number in its record, 0 without a valid one.</param>
/// <param name="Model">CRC-32 in the header of its model, null if it is empty.</param>
/// <param name="State"><c>used</c>, <c>spare</c>, <c>empty</c>, or the code of what keeps the model from running.</param>
public sealed record SlotLine(string Text, int Slot, uint Sequence, uint? Model, string State) : ConsoleLine(Text);

/// <summary>The names of some classes: <c># labels 0 daisy rose</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="First">Index of the first class.</param>
/// <param name="Names">The names from there on.</param>
public sealed record LabelsLine(string Text, int First, IReadOnlyList<string> Names) : ConsoleLine(Text);

/// <summary>A prediction: <c>> 17 sunflower 87% daisy 9% ms=41/12/380 c=499a</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="IsUnknown">The board did not decide on a class.</param>
/// <param name="Best">The most probable class.</param>
/// <param name="Second">The second most probable class, null if there is only one.</param>
/// <param name="CaptureMs">Milliseconds of the camera.</param>
/// <param name="PreprocessMs">Milliseconds of cropping and resizing.</param>
/// <param name="InferenceMs">Milliseconds of the network.</param>
public sealed record PredictionLine(string Text, int Frame, bool IsUnknown, Guess Best, Guess? Second, int CaptureMs, int PreprocessMs, int InferenceMs)
    : ConsoleLine(Text);

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class as the console names it.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record Guess(string Label, int Percent);

/// <summary>An error: <c>! C101 frame=18 count=1</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Kind">C for the camera, M for the model, B for the board.</param>
/// <param name="Code">The number behind it.</param>
/// <param name="Fields">Its <c>name=value</c> fields.</param>
public sealed record ErrorLine(string Text, char Kind, int Code, IReadOnlyDictionary<string, string> Fields) : ConsoleLine(Text);

/// <summary>The picture that is looked at next: <c>p 0 daisy</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Label">What it shows.</param>
public sealed record PictureLine(string Text, int Frame, string Label) : ConsoleLine(Text);

/// <summary>Whether the board computed what the PC had computed: <c>c 0 same</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="IsSame">It did.</param>
public sealed record CheckLine(string Text, int Frame, bool IsSame) : ConsoleLine(Text);

/// <summary>A frame's bytes follow.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Format">What a pixel is.</param>
public sealed record FrameStartLine(string Text, int Frame, int Width, int Height, PixelFormat Format) : ConsoleLine(Text);

/// <summary>Some bytes of a frame; their check sum is right.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Offset">Index of the first byte.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record FrameBytesLine(string Text, int Frame, int Offset, ReadOnlyMemory<byte> Bytes) : ConsoleLine(Text);

/// <summary>All bytes of a frame were sent.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Crc">CRC-32 of all of them.</param>
public sealed record FrameEndLine(string Text, int Frame, uint Crc) : ConsoleLine(Text);

/// <summary>The check sum of a tensor.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Operator">Index of the operator whose output it is, -1 for the network's input.</param>
/// <param name="Crc">CRC-32 of its bytes.</param>
public sealed record TraceLine(string Text, int Frame, int Operator, uint Crc) : ConsoleLine(Text);

/// <summary>Some outputs of the network.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="First">Index of the first value.</param>
/// <param name="Values">int8.</param>
public sealed record OutputLine(string Text, int Frame, int First, IReadOnlyList<sbyte> Values) : ConsoleLine(Text);

/// <summary>The check sum over a frame's trace, outputs and prediction line.</summary>
/// <param name="Text">The line.</param>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Crc">CRC-32 of the lines, each with a line feed.</param>
public sealed record SumLine(string Text, int Frame, uint Crc) : ConsoleLine(Text);

/// <summary>A line that is none of docs/console.md: noise, a torn line, or what newer firmware says.</summary>
/// <param name="Text">The line.</param>
public sealed record OtherLine(string Text) : ConsoleLine(Text);
