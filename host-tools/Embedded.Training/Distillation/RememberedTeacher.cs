// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>A teacher that looks up what it said of a batch.</summary>
internal sealed class RememberedTeacher : ITeacher
{
    private readonly TeacherScores _scores;
    private readonly double _temperature;

    /// <param name="scores">Of all views of the training pictures.</param>
    /// <param name="settings">The run's.</param>
    public RememberedTeacher(TeacherScores scores, DistillationSettings settings)
    {
        _scores = scores;
        _temperature = settings.Temperature;
    }

    public (Tensor Probabilities, Tensor Features) Answer(DataView view, int batch, Tensor input)
    {
        long pictures = input.shape[0];
        Tensor all = tensor(_scores.Of(view.Number, batch, (int)pictures), [pictures, _scores.Values]);
        Tensor probabilities = (all.narrow(1, 0, _scores.Classes) / Number(_temperature)).softmax(1);
        return (probabilities, all.narrow(1, _scores.Classes, _scores.Values - _scores.Classes));
    }

    public void Dispose()
    {
    }
}
