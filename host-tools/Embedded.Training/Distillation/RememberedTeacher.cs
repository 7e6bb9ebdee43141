// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>A teacher that looks up what it said of a view. Of mixed pictures it thinks what it thinks of each, mixed alike.</summary>
internal sealed class RememberedTeacher : ITeacher
{
    private readonly TeacherScores _scores;
    private readonly DistillationSettings _settings;

    /// <param name="scores">Of all views of the training pictures.</param>
    /// <param name="settings">The run's.</param>
    public RememberedTeacher(TeacherScores scores, DistillationSettings settings)
    {
        _scores = scores;
        _settings = settings;
    }

    public (Tensor Probabilities, Tensor Features) Answer(Batch batch, int view, Tensor input, PictureMix? mix)
    {
        var values = new float[batch.Indices.Length * _scores.Values];
        for (int place = 0; place < batch.Indices.Length; place++)
        {
            _scores.Of(view, batch.Indices[place]).CopyTo(values.AsSpan(place * _scores.Values));
        }

        Tensor all = tensor(values, [batch.Indices.Length, _scores.Values]);
        Tensor probabilities = (all.narrow(1, 0, _scores.Classes) / _settings.Temperature).softmax(1);
        Tensor features = all.narrow(1, _scores.Classes, _scores.Values - _scores.Classes);
        return mix is null ? (probabilities, features) : (mix.Values(probabilities), mix.Values(features));
    }

    public void Dispose()
    {
    }
}
