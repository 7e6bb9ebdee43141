// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using Embedded.Training.Models;
using Embedded.Training.Native;
using Embedded.Training.Transfer;
using Embedded.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>
/// Shows a teacher's networks one view of all pictures. Each network gets every picture cut and turned as the students get it, but made to
/// its own input size. Its features are reduced by a fixed random projection, which keeps their scalar products about as they are
/// (Johnson and Lindenstrauss 1984).
/// </summary>
internal sealed class ViewJudge : IDisposable
{
    private const int BatchSize = 32;
    private const int FeaturesKept = 64; // of each network

    private readonly TrainingRecipe _recipe;
    private readonly ISampleSource _pictures;
    private readonly TeacherNetwork[] _networks;
    private readonly Dictionary<long, Tensor> _projections = []; // by the number of features

    /// <param name="recipe">The student's.</param>
    /// <param name="pictures">The training pictures.</param>
    /// <param name="teachers">The networks.</param>
    public ViewJudge(TrainingRecipe recipe, ISampleSource pictures, IReadOnlyList<TrainedNetwork> teachers)
    {
        _recipe = recipe;
        _pictures = pictures;
        Computing.Start(recipe);
        _networks = [.. teachers.Select(teacher => new TeacherNetwork(teacher, recipe.Labels, recipe.Distillation!.Mirror))];
    }

    /// <summary>Scores and features of a picture.</summary>
    public int Values => _recipe.Labels.Count + (_networks.Length * FeaturesKept);

    /// <summary>[pictures, values] of one view.</summary>
    /// <param name="view">How the pictures are varied.</param>
    /// <param name="report">Told how many pictures are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public float[] Judge(DataView view, Action<int> report, CancellationToken cancellation)
    {
        var values = new float[_pictures.Count * Values];
        for (int start = 0; start < _pictures.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, _pictures.Count - start);
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            Tensor answer = Answer(view, start, count);
            answer.ToHost<float>().CopyTo(values, start * Values);
            report(start + count);
        }

        return values;
    }

    public void Dispose()
    {
        Array.ForEach(_networks, network => network.Dispose());
        foreach (Tensor projection in _projections.Values)
        {
            projection.Dispose();
        }
    }

    private Tensor Answer(DataView view, int start, int count)
    {
        var scores = new List<Tensor>();
        var features = new List<Tensor>();
        foreach (TeacherNetwork network in _networks)
        {
            InputSpec spec = network.InputSpec;
            sbyte[] pixels = Prepare(spec, view, start, count);
            Tensor input = ConvolutionalNetwork.ToInput(tensor(pixels, [count, spec.Height, spec.Width, spec.Channels]), network.Range);
            (Tensor said, Tensor seen) = network.Answer(input, network.Range);
            scores.Add(said);
            features.Add(seen.matmul(ProjectionOf(seen.shape[1])));
        }

        return cat([stack(scores).mean([0]), .. features], 1);
    }

    private sbyte[] Prepare(InputSpec spec, DataView view, int start, int count)
    {
        int length = spec.Height * spec.Width * spec.Channels;
        var pixels = new sbyte[count * length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _recipe.Threads };
        Parallel.For(0, count, options, () => (Varied: NewAugmenter(spec), Prepared: new Preprocessor(spec)), (place, _, own) =>
        {
            Frame picture = _pictures.Picture(start + place);
            own.Prepared.Run(own.Varied?.Run(picture, view.RandomOf(start + place)) ?? picture, pixels, place * length);
            return own;
        }, _ => { });
        return pixels;
    }

    private Augmenter? NewAugmenter(InputSpec spec) => _recipe.TeacherAugmentation is { } settings ? new Augmenter(settings, spec.Width) : null;

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
