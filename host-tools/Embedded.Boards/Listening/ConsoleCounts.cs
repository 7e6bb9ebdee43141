// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What came over a console so far, and what was lost on the way.</summary>
public sealed class ConsoleCounts
{
    private const int FrameNumbers = 1000000;

    private bool _isBooting;
    private int _next = -1; // number of the prediction to come, -1 if any may come

    /// <summary>Lines of any kind.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that are none of docs/console.md, damaged ones among them.</summary>
    public long OtherLines { get; private set; }

    /// <summary>Predictions.</summary>
    public long Predictions { get; private set; }

    /// <summary>Predictions that are missing by their numbers.</summary>
    public long LostPredictions { get; private set; }

    /// <summary>Boots, by any of their facts.</summary>
    public int Boots { get; private set; }

    /// <summary>Error lines.</summary>
    public long Errors { get; private set; }

    /// <summary>Takes a line.</summary>
    public void Add(ConsoleLine line)
    {
        Lines++;
        switch (line)
        {
            case OtherLine:
                OtherLines++;
                break;
            case ErrorLine:
                Errors++;
                _isBooting = false;
                break;
            case BootLine or LabelsLine or SlotLine:
                Boots += _isBooting ? 0 : 1;
                _isBooting = true;
                _next = 0;
                break;
            case PredictionLine prediction:
                Add(prediction.Frame);
                break;
            default:
                break;
        }
    }

    /// <summary>After a lost connection any number may come.</summary>
    public void Interrupt() => _next = -1;

    private void Add(int frame)
    {
        Predictions++;
        _isBooting = false;
        if (_next >= 0)
        {
            // A number that goes back is a boot whose first line was lost: numbers before it are missing.
            LostPredictions += frame >= _next ? frame - _next : frame;
        }

        _next = (frame + 1) % FrameNumbers;
    }
}
