// SPDX-License-Identifier: MIT
// Smoothing and threshold, in integers: the probability of a class is the mean over the last N frames of its int8 output,
// which counts 1/256 from -128 on; the best class is the answer if its per cent, as printed, reach the threshold.
namespace Embedded.Decision;

/// <summary>Turns the int8 probabilities of one frame after the other into predictions. All memory is taken here, once.</summary>
public sealed class Decider
{
    private const int ZeroPoint = -128;
    private const int One = 256; // probability 1 in units of the output

    private readonly DecisionSettings _settings;
    private readonly int _classes;
    private readonly sbyte[] _frames; // [Smoothing, classes] outputs of the last frames, a ring
    private readonly int[] _sums; // [classes] sum over the frames in the ring, each output counted from 0
    private readonly Prediction _prediction = new Prediction();
    private int _next; // row of the ring that the next frame takes
    private int _count; // rows in use

    /// <summary>Prepares for a network with <paramref name="classes"/> outputs.</summary>
    public Decider(DecisionSettings settings, int classes)
    {
        _settings = settings;
        _classes = classes;
        _frames = new sbyte[settings.Smoothing * classes];
        _sums = new int[classes];
    }

    /// <summary>Adds the outputs of one frame and decides.</summary>
    /// <param name="outputs">[.., classes] probabilities, scale 1/256 and zero point -128.</param>
    /// <param name="offset">Index of the first class.</param>
    /// <returns>The same object at every call.</returns>
    public Prediction Decide(sbyte[] outputs, int offset)
    {
        Add(outputs, offset);
        int top = Prediction.None;
        int second = Prediction.None;
        for (int index = 0; index < _classes; index++)
        {
            if (top == Prediction.None || _sums[index] > _sums[top])
            {
                second = top;
                top = index;
            }
            else if (second == Prediction.None || _sums[index] > _sums[second])
            {
                second = index;
            }
        }

        _prediction.Top = top;
        _prediction.TopPercent = Percent(top);
        _prediction.Second = second;
        _prediction.SecondPercent = second == Prediction.None ? 0 : Percent(second);
        _prediction.Class = _prediction.TopPercent >= _settings.Threshold ? top : Prediction.None;
        return _prediction;
    }

    private void Add(sbyte[] outputs, int offset)
    {
        int row = _next * _classes;
        bool isFull = _count == _settings.Smoothing;
        for (int index = 0; index < _classes; index++)
        {
            int value = outputs[offset + index];
            _sums[index] += value - (isFull ? _frames[row + index] : ZeroPoint);
            _frames[row + index] = (sbyte)value;
        }

        _next = _next + 1 == _settings.Smoothing ? 0 : _next + 1;
        if (!isFull)
        {
            _count++;
        }
    }

    /// <summary>100 times the mean probability, rounded half up.</summary>
    private int Percent(int index)
    {
        int whole = One * _count;
        return (100 * _sums[index] + whole / 2) / whole;
    }
}
