// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Native;
using Embedded.Training.QuantizationAware;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;
using Embedded.Vision;
using TorchSharp;

namespace Embedded.Training;

/// <summary>A run from its first or last checkpoint to its end. Between epochs its whole state is in a checkpoint.</summary>
internal sealed class TrainingSession : IDisposable
{
    private static readonly TimeSpan s_reportInterval = TimeSpan.FromMilliseconds(250);

    private const int AgreementPictures = 64;

    private readonly RunFolder _folder;
    private readonly TrainingRecipe _recipe;
    private readonly TrainingOptions _options;
    private readonly NetworkPlan _plan;
    private readonly PreparedPictures _validation;
    private readonly ISampleSource _training;
    private readonly ITeacher? _teacher;
    private readonly TrainingStep _step;
    private readonly ConvolutionalNetwork? _averaged; // of a float run
    private readonly int _batchSize;
    private readonly Stopwatch _session = Stopwatch.StartNew();
    private readonly RunStanding _standing = new();
    private BatchPipeline _pipeline; // of the present epoch's size
    private int _size;
    private int _epochsBefore; // done in earlier sessions

    public TrainingSession(RunFolder folder, TrainingData data, TrainingOptions options)
    {
        _folder = folder;
        _recipe = folder.Recipe;
        _options = options;
        Computing.Start(_recipe);
        _plan = Architectures.Plan(_recipe.Network);
        InputSpec input = _plan.InputSpec;
        _batchSize = Math.Min(_recipe.BatchSize, data.Training.Count);
        _training = data.Training;
        _pipeline = NewPipeline(input);
        _size = input.Width;
        _validation = new PreparedPictures(data.Validation, input, _recipe.Threads);
        _teacher = _recipe.Distillation is null ? null : NewTeacher(data);
        _step = new TrainingStep(_recipe, _plan, _pipeline.BatchCount, _teacher);
        _averaged = _recipe.Quantization is null ? new ConvolutionalNetwork(_plan, _step.Average) : null;
    }

    private bool IsOutOfPatience => _recipe.Patience > 0 && _standing.Epochs - _standing.BestEpoch >= _recipe.Patience;

    /// <summary>Takes over a trained network and keeps that state, so that resuming needs the network no more.</summary>
    public void StartFrom(TrainedNetwork initial, CancellationToken cancellation)
    {
        using NetworkState state = NetworkTransfer.Start(_recipe, _plan, initial, _training, cancellation);
        _step.StartFrom(state);
        _folder.SaveLast(SessionState.Save(_step, _standing));
    }

    /// <summary>Continues a float run and keeps that state, so that resuming needs the float run no more.</summary>
    public void StartFrom(RunFolder floatRun, CancellationToken cancellation)
    {
        using NetworkState state = QuantizedStart.Start(_recipe, floatRun, _training, cancellation);
        _step.StartFrom(state);
        _folder.SaveLast(SessionState.Save(_step, _standing));
    }

    /// <summary>Goes back to the last good checkpoint, or to the start when there is none.</summary>
    public void Restore()
    {
        Checkpoint? checkpoint = _folder.LoadLast();
        if (checkpoint is not null)
        {
            try
            {
                SessionState.Restore(checkpoint, _step, _standing);
            }
            catch (CheckpointFormatException e)
            {
                throw new RunFolderException($"The checkpoint in {_folder.FullPath} does not fit its recipe: {e.Message}.", e);
            }
        }

        else if ((_recipe.Transfer?.Source ?? _recipe.Quantization?.Source) is NetworkSource source)
        {
            throw new RunFolderException($"The run in {_folder.FullPath} was stopped before it had taken over {source.Path}: remove the folder and start the run again.");
        }

        _epochsBefore = _standing.Epochs;
        _folder.CutMetrics(_standing.Epochs);
    }

    public TrainingResult Run(CancellationToken cancellation)
    {
        while (_standing.Epochs < _recipe.Epochs && !IsOutOfPatience)
        {
            EpochMetrics metrics = RunEpoch(_standing.Epochs + 1, cancellation);
            if (metrics.BestEpoch == metrics.Epoch)
            {
                _folder.SaveBest(SessionState.SaveAverage(_step, _standing));
            }

            _folder.AppendMetrics(metrics);
            _folder.SaveLast(SessionState.Save(_step, _standing));
            _options.EpochFinished?.Invoke(metrics);
        }

        return new TrainingResult(_standing.Epochs, _standing.BestEpoch, _standing.BestAccuracy, _standing.Epochs < _recipe.Epochs)
        {
            Agreement = _recipe.Quantization is null ? [] : EngineAgreement.Measure(_plan, _step.Average, _validation.Batches(AgreementPictures, cancellation).First()),
        };
    }

    public void Dispose()
    {
        _averaged?.Dispose();
        _step.Dispose();
        _teacher?.Dispose();
    }

    private EpochMetrics RunEpoch(int epoch, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        ChangeSize(_recipe.SizeOf(epoch));
        TimeSpan reported = -s_reportInterval;
        long firstStep = (long)(epoch - 1) * _pipeline.BatchCount;
        double loss = 0;
        int correct = 0;
        int batches = 0;
        foreach (Batch batch in _pipeline.Epoch(_recipe.ViewOf(epoch), cancellation))
        {
            (double batchLoss, int batchCorrect) = _step.Run(batch, epoch, batches, firstStep + batches);
            RequireFinite(batchLoss, epoch);
            loss += batchLoss;
            correct += batchCorrect;
            batches++;
            if (_options.Progress is not null && (clock.Elapsed - reported >= s_reportInterval || batches == _pipeline.BatchCount))
            {
                reported = clock.Elapsed;
                Report(epoch, batches, loss, correct, clock.Elapsed);
            }
        }

        double trainingSeconds = clock.Elapsed.TotalSeconds;
        int pictures = batches * _pipeline.BatchSize;
        (double validationLoss, double accuracy) = Measure(cancellation);
        RequireFinite(validationLoss, epoch);
        _standing.Add(epoch, accuracy, validationLoss, _recipe.KeepLast);
        return new EpochMetrics
        {
            Epoch = epoch,
            Loss = loss / batches,
            TrainingAccuracy = (double)correct / pictures,
            ValidationLoss = validationLoss,
            ValidationAccuracy = accuracy,
            BestEpoch = _standing.BestEpoch,
            BestAccuracy = _standing.BestAccuracy,
            LearningRate = _step.LearningRate(firstStep + batches - 1),
            ImagesPerSecond = pictures / trainingSeconds,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    /// <summary>Goes on with pictures of another size.</summary>
    private void ChangeSize(int size)
    {
        if (size != _size)
        {
            _size = size;
            NetworkPlan plan = Architectures.Plan(_recipe.Network with { Size = size });
            _pipeline = NewPipeline(plan.InputSpec);
            _step.ChangeSize(plan);
        }
    }

    private BatchPipeline NewPipeline(InputSpec input) => new(_training, _recipe.Augmentation, input, _batchSize, _recipe.Threads) { IsBalanced = _recipe.Balance };

    private ITeacher NewTeacher(TrainingData data) => _recipe.Distillation!.Views > 0
        ? new RememberedTeacher(data.Scores!, _recipe.Distillation)
        : new Teacher(data.Teachers, _recipe);

    /// <summary>A float run is measured by libtorch, a quantization-aware one by the integer engine.</summary>
    private (double Loss, double Accuracy) Measure(CancellationToken cancellation) => _averaged is null
        ? EngineEvaluation.Run(_plan, _step.Average, _validation, _recipe.Threads, cancellation)
        : Evaluation.Run(_plan, _averaged, _validation, cancellation);

    private void Report(int epoch, int batches, double loss, int correct, TimeSpan elapsed)
    {
        int pictures = batches * _pipeline.BatchSize;
        double done = epoch - 1 - _epochsBefore + ((double)batches / _pipeline.BatchCount);
        double left = _recipe.Epochs - _epochsBefore - done;
        _options.Progress!.Report(new TrainingProgress(
            epoch,
            _recipe.Epochs,
            batches,
            _pipeline.BatchCount,
            pictures / elapsed.TotalSeconds,
            loss / batches,
            (double)correct / pictures,
            _session.Elapsed * (left / done)));
    }

    private void RequireFinite(double loss, int epoch)
    {
        if (!double.IsFinite(loss))
        {
            string kept = epoch == 1 ? "no epoch was finished" : $"the checkpoint of epoch {epoch - 1} is intact";
            throw new TrainingDivergedException(
                $"Training diverged in epoch {epoch}: the loss is {loss}. Train with a learning rate below {_recipe.Optimizer.LearningRate}, such as {_recipe.Optimizer.LearningRate / 10:0.####E0}; {kept}.");
        }
    }
}
