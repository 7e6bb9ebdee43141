// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Boards;

/// <summary>
/// Groups the lines of a console by the frame they are about. A frame ends with its prediction or with the start of the next one.
/// A frame whose bytes were printed is whole, torn (<see cref="TornCount"/>) or unfinished (<see cref="UnfinishedCount"/>), and only torn ones are
/// damaged: what began before somebody listened, and what had no end when nobody listened any more, says nothing about the wire.
/// </summary>
/// <param name="onFrame">Takes every frame, whole or not.</param>
public sealed class FrameCollector(Action<CollectedFrame> onFrame)
{
    private Group? _group;
    private bool _isAfterBoot;
    private bool _isAfterBreak;
    private bool _isFirst = true; // nothing was heard since the connection

    /// <summary>Told of a whole frame and its number as soon as its bytes are there, before its end.</summary>
    public Action<int, Frame>? OnPixels { get; init; }

    /// <summary>Frames that came to their end with a line of their bytes lost or damaged.</summary>
    public int TornCount { get; private set; }

    /// <summary>Frames whose lines broke off because the board was reset, the connection was lost or the recording cut.</summary>
    public int UnfinishedCount { get; private set; }

    /// <summary>Takes a line.</summary>
    public void Add(ConsoleLine line)
    {
        switch (line)
        {
            case BootLine or LabelsLine or SlotLine:
                Interrupt();
                _isAfterBoot = true;
                break;
            case FrameStartLine start:
                Open(start.Frame);
                Add(_group!, line);
                break;
            case PictureLine picture:
                Open(picture.Frame);
                break;
            case PredictionLine prediction:
                Close(prediction);
                break;
            case OtherLine or ErrorLine:
                return;
            default:
                AddPart(line);
                break;
        }

        _isFirst = false;
    }

    /// <summary>The connection was lost, or the recording is at its end.</summary>
    public void Interrupt()
    {
        UnfinishedCount += _group == null ? 0 : 1;
        _group = null;
        _isFirst = true;
        _isAfterBreak = true;
    }

    private void AddPart(ConsoleLine line)
    {
        int number = NumberOf(line);
        _group ??= new Group(number) { IsJoinedLate = _isFirst };
        if (_group.Number == number)
        {
            Add(_group, line);
        }
        else
        {
            _group.Strays.Add(number); // a damaged number, or the frame's end and the next one's start were lost
        }
    }

    private void Add(Group group, ConsoleLine line)
    {
        if (group.Add(line) is { } frame)
        {
            OnPixels?.Invoke(group.Number, frame);
        }
    }

    private void Open(int number)
    {
        if (_group?.Number == number && _group.IsOnlyStarted)
        {
            return;
        }

        Close(null);
        _group = new Group(number) { IsOnlyStarted = true };
    }

    private void Close(PredictionLine? prediction)
    {
        Group? group = _group;
        _group = null;
        if (group != null && group.Number != prediction?.Frame)
        {
            // Its own number was the damaged one if others agree with the prediction.
            bool isOther = prediction == null || !group.Strays.Contains(prediction.Frame);
            if (isOther)
            {
                Finish(group, null);
            }

            group = null;
        }

        if (prediction != null)
        {
            Finish(group ?? new Group(prediction.Frame) { IsJoinedLate = _isFirst }, prediction);
        }
    }

    private void Finish(Group group, PredictionLine? prediction)
    {
        if (group.IsJoinedLate && (!group.HasStart || prediction == null) && (group.HasFrameLines || group.Trace.HasLines))
        {
            UnfinishedCount++;
            return;
        }

        var frame = new CollectedFrame
        {
            Number = group.Number,
            Frame = group.Frame,
            HasFrameLines = group.HasFrameLines,
            Sums = group.Trace.IsWhole ? group.Trace.Sums : null,
            Outputs = group.Trace.IsWhole ? group.Trace.Outputs : null,
            HasTraceLines = group.Trace.HasLines,
            Prediction = prediction,
            IsAfterBoot = _isAfterBoot,
            IsAfterBreak = _isAfterBreak,
        };
        _isAfterBoot = false;
        _isAfterBreak = false;
        TornCount += frame.IsTorn ? 1 : 0;
        onFrame(frame);
    }

    private static int NumberOf(ConsoleLine line) => line switch
    {
        CheckLine check => check.Frame,
        FrameBytesLine bytes => bytes.Frame,
        FrameEndLine end => end.Frame,
        TraceLine trace => trace.Frame,
        OutputLine output => output.Frame,
        SumLine sum => sum.Frame,
        _ => throw new ArgumentException($"A {line.GetType().Name} is about no frame."),
    };

    private sealed class Group(int number)
    {
        private readonly FrameAssembler _assembler = new();

        public int Number => number;

        public bool IsJoinedLate { get; init; }

        public bool IsOnlyStarted { get; set; }

        public bool HasStart { get; private set; }

        public bool HasFrameLines { get; private set; }

        public Frame? Frame { get; private set; }

        public TraceAssembler Trace { get; } = new();

        public HashSet<int> Strays { get; } = [];

        /// <returns>The frame if this line completed it.</returns>
        public Frame? Add(ConsoleLine line)
        {
            IsOnlyStarted = false;
            HasStart |= line is FrameStartLine;
            HasFrameLines |= line is FrameStartLine or FrameBytesLine or FrameEndLine;
            Frame? frame = _assembler.Add(line)?.Frame;
            Frame = frame ?? Frame;
            Trace.Add(line);
            return frame;
        }
    }
}
