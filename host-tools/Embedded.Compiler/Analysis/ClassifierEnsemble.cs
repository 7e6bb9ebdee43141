// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Compiler.Analysis;

/// <summary>
/// Several classifiers that decide together, perhaps about a frame's mirror image too (test-time augmentation): their scores' mean, which
/// is the geometric mean of their probabilities made to sum up to 1.
/// </summary>
public sealed class ClassifierEnsemble : IFrameClassifier
{
    private const double Least = 1e-30; // a probability that was rounded to zero has no logarithm

    private readonly IReadOnlyList<(IFrameClassifier Classifier, int[] Outputs)> _members;
    private readonly bool _mirror;
    private readonly double[] _probabilities;
    private byte[] _mirrored = [];

    /// <summary>Joins classifiers that put out probabilities.</summary>
    /// <param name="members">Each with the index of its output for each of the ensemble's classes.</param>
    /// <param name="mirror">They judge the mirror image too.</param>
    public ClassifierEnsemble(IReadOnlyList<(IFrameClassifier Classifier, int[] Outputs)> members, bool mirror)
    {
        _members = members;
        _mirror = mirror;
        _probabilities = new double[members[0].Outputs.Length];
    }

    /// <inheritdoc />
    public double Confidence { get; private set; } = double.NaN;

    /// <inheritdoc />
    public int Percent => double.IsNaN(Confidence) ? -1 : (int)Math.Floor((100 * Confidence) + 0.5);

    /// <inheritdoc />
    public double ProbabilityOf(int output) => _probabilities[output];

    /// <inheritdoc />
    public int Run(Frame frame)
    {
        Array.Clear(_probabilities);
        Frame[] frames = _mirror ? [frame, Mirrored(frame)] : [frame];
        foreach (Frame seen in frames)
        {
            foreach ((IFrameClassifier classifier, int[] outputs) in _members)
            {
                classifier.Run(seen);
                for (int index = 0; index < outputs.Length; index++)
                {
                    _probabilities[index] += Math.Log(Math.Max(Least, classifier.ProbabilityOf(outputs[index]))) / (frames.Length * _members.Count);
                }
            }
        }

        double sum = _probabilities.Sum(Math.Exp);
        for (int index = 0; index < _probabilities.Length; index++)
        {
            _probabilities[index] = Math.Exp(_probabilities[index]) / sum;
        }

        int best = Array.IndexOf(_probabilities, _probabilities.Max());
        Confidence = _probabilities[best];
        return best;
    }

    /// <summary>The frame with left and right exchanged, valid until the next call.</summary>
    private Frame Mirrored(Frame frame)
    {
        int size = Frame.BytesPerPixel(frame.Format);
        _mirrored = _mirrored.Length < frame.ByteCount ? new byte[frame.ByteCount] : _mirrored;
        for (int y = 0; y < frame.Height; y++)
        {
            int row = y * frame.Width;
            for (int x = 0; x < frame.Width; x++)
            {
                frame.Pixels.AsSpan((row + x) * size, size).CopyTo(_mirrored.AsSpan((row + frame.Width - 1 - x) * size));
            }
        }

        return new Frame(_mirrored, frame.Width, frame.Height, frame.Format);
    }
}
