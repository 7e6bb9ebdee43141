// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Native;
using Embedded.Training.Transfer;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>
/// Shows a teacher's networks one view of the pictures. Each network gets the batches that the students get, the same pictures cut, turned
/// and mixed alike, but made to its own input size. Its features are reduced by a fixed random projection, which keeps their scalar products
/// about as they are (Johnson and Lindenstrauss 1984).
/// </summary>
internal sealed class ViewJudge : IDisposable
{
    private const int FeaturesKept = 64; // of each network

    private readonly TrainingRecipe _recipe;
    private readonly (TeacherNetwork Network, BatchPipeline Pictures)[] _teachers;
    private readonly Dictionary<long, Tensor> _projections = []; // by the number of features

    /// <param name="recipe">The student's.</param>
    /// <param name="pictures">The training pictures.</param>
    /// <param name="teachers">The networks.</param>
    public ViewJudge(TrainingRecipe recipe, ISampleSource pictures, IReadOnlyList<TrainedNetwork> teachers)
    {
        _recipe = recipe;
        Computing.Start(recipe);
        _teachers = [.. teachers.Select(teacher => NewTeacher(teacher, pictures))];
    }

    /// <summary>Pictures of a view: all whole batches.</summary>
    public int Pictures => _teachers[0].Pictures.BatchCount * _teachers[0].Pictures.BatchSize;

    /// <summary>Scores and features of a picture.</summary>
    public int Values => _recipe.Labels.Count + (_teachers.Length * FeaturesKept);

    /// <summary>[batches, batch, values] of one view.</summary>
    /// <param name="view">Order, variation and mixture of the pictures.</param>
    /// <param name="report">Told how many pictures are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public float[] Judge(DataView view, Action<int> report, CancellationToken cancellation)
    {
        var values = new float[Pictures * Values];
        IEnumerator<Batch>[] batches = Array.ConvertAll(_teachers, teacher => teacher.Pictures.Epoch(view, cancellation).GetEnumerator());
        try
        {
            int done = 0;
            for (int batch = 0; batch < _teachers[0].Pictures.BatchCount; batch++)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                float[] answer = Answer(PictureMix.Draw(_recipe, view, batch), batches).ToHost<float>();
                answer.CopyTo(values, done * Values);
                done += answer.Length / Values;
                report(done);
            }
        }
        finally
        {
            Array.ForEach(batches, each => each.Dispose());
        }

        return values;
    }

    public void Dispose()
    {
        Array.ForEach(_teachers, teacher => teacher.Network.Dispose());
        foreach (Tensor projection in _projections.Values)
        {
            projection.Dispose();
        }
    }

    private (TeacherNetwork Network, BatchPipeline Pictures) NewTeacher(TrainedNetwork teacher, ISampleSource pictures)
    {
        var network = new TeacherNetwork(teacher, _recipe.Labels, _recipe.Distillation!.Mirror);
        int batchSize = Math.Min(_recipe.BatchSize, pictures.Count);
        return (network, new BatchPipeline(pictures, _recipe.TeacherAugmentation, network.InputSpec, batchSize, _recipe.Threads) { IsBalanced = _recipe.Balance });
    }

    private Tensor Answer(PictureMix? mix, IEnumerator<Batch>[] batches)
    {
        var scores = new List<Tensor>();
        var features = new List<Tensor>();
        for (int index = 0; index < _teachers.Length; index++)
        {
            batches[index].MoveNext();
            (Tensor said, Tensor seen) = _teachers[index].Network.Answer(batches[index].Current, mix);
            scores.Add(said);
            features.Add(seen.matmul(ProjectionOf(seen.shape[1])));
        }

        return cat([stack(scores).mean([0]), .. features], 1);
    }

    private Tensor ProjectionOf(long features)
    {
        if (!_projections.TryGetValue(features, out Tensor? projection))
        {
            var random = new SeededRandom(0, RandomPurpose.Projection, features);
            var values = new float[features * FeaturesKept];
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = (float)(random.Normal() / Math.Sqrt(FeaturesKept));
            }

            projection = tensor(values, [features, FeaturesKept]).DetachFromDisposeScope();
            _projections.Add(features, projection);
        }

        return projection;
    }
}
