// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Data;
using Embedded.Training;
using Embedded.Training.Data;
using Embedded.Training.Distillation;
using Embedded.Training.Models;
using Embedded.Training.Optimization;
using Embedded.Training.Runs;
using Embedded.Training.Transfer;

namespace Embedded.Cli.Pipeline;

/// <summary>The options that make a training recipe. What is not given comes from the recipe to start from, or from the defaults.</summary>
internal sealed class RecipeOptions
{
    /// <summary>Share of an undivided folder that is held out by file name.</summary>
    public const double HashShare = Dataset.DefaultValidationPercent / 100.0;

    private readonly Option<string?> _recipe = new("--recipe") { Description = "Start from the settings of this recipe.json", HelpName = "FILE" };
    private readonly Option<string?> _architecture = new("--arch") { Description = "mobilenet-v1 or mobilenet-v2 (default mobilenet-v1)", HelpName = "NAME" };
    private readonly Option<double?> _width = new("--width") { Description = "Width multiplier, 0.1 to 1 (default 0.25)", HelpName = "X" };
    private readonly Option<int?> _head = new("--head") { Description = "mobilenet-v2: channels of the last convolution (default 1280 x width, all 1280 for 1000 classes or more)", HelpName = "N" };
    private readonly Option<int?> _size = new("--size") { Description = "Side of the input in pixels, 32 to 224 (default 96)", HelpName = "N" };
    private readonly Option<int?> _channels = new("--channels") { Description = "3 for colour, 1 for grey (default 3)", HelpName = "N" };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the pictures (default 200)", HelpName = "N" };
    private readonly Option<int?> _batch = new("--batch") { Description = "Pictures a step (default 64)", HelpName = "N" };
    private readonly Option<string?> _optimizer = new("--optimizer") { Description = "adamw or sgd (default adamw)", HelpName = "NAME" };
    private readonly Option<double?> _learningRate = new("--lr") { Description = "Largest learning rate (default 0.004)", HelpName = "X" };
    private readonly Option<double?> _weightDecay = new("--weight-decay") { Description = "Weight decay of standard and pointwise filters (default 0.05)", HelpName = "X" };
    private readonly Option<double?> _labelSmoothing = new("--label-smoothing") { Description = "Share of the target spread over all classes (default 0.1)", HelpName = "X" };
    private readonly Option<double?> _dropout = new("--dropout") { Description = "Share of the pooled features dropped in training (default 0)", HelpName = "X" };
    private readonly Option<double?> _mixup = new("--mixup") { Description = "Blend pairs of pictures, alpha 0 to 1 (default 0.2, with --teacher 1)", HelpName = "X" };
    private readonly Option<double?> _cutMix = new("--cutmix") { Description = "Share of the batches, 0 to 1, that paste a rectangle of another picture instead of blending (default 0, with --teacher 0.3)", HelpName = "X" };
    private readonly Option<int?> _startSize = new("--start-size") { Description = "Begin with smaller pictures of this side and grow to --size during the first half", HelpName = "N" };
    private readonly Option<bool> _balance = new("--balance") { Description = "Draw pictures of rare classes more often: an epoch shows every class equally often" };
    private readonly Option<int?> _patience = new("--patience") { Description = "Stop after so many epochs without progress (default 0, never)", HelpName = "N" };
    private readonly Option<bool> _keepLast = new("--keep-last") { Description = "Take the last epoch's network instead of the best one on the held-out pictures: for long trainings and few of these" };
    private readonly Option<int?> _validationPercent = new Option<int?>("--val-percent") { Description = "Per cent of an undivided DATA that is held out by file name (default 20)", HelpName = "N" }.Between(1, 99);
    private readonly WithoutOption _without = new("used");
    private readonly Option<bool> _noAugmentation = new("--no-augmentation") { Description = "Train on the pictures as they are" };

    private readonly Option<string?> _device = new("--device") { Description = "cpu, or cuda in tools that were built with -p:Cuda=true (default cpu)", HelpName = "NAME" };
    private readonly Option<double?> _minimumCrop = new("--min-crop") { Description = "Smallest share of a picture that a random crop keeps, above 0 to 1 (default 0.3)", HelpName = "X" };
    private readonly Option<double?> _camera = new("--camera") { Description = "Share of the training pictures that become frames of a simulated OV2640, 0 to 1 (default 0)", HelpName = "X" };

    private readonly TransferOptions _transfer = new();
    private readonly DistillationOptions _distillation = new();
    private readonly QuantizationAwareOptions _quantization = new();

    public IEnumerable<Option> All =>
    [
        .. _transfer.All,
        .. _distillation.All,
        .. _quantization.All,
        _recipe, _architecture, _width, _head, _size, _channels, _epochs, _batch, _optimizer, _learningRate, _weightDecay, _labelSmoothing, _dropout, _mixup, _cutMix, _startSize, _balance, _patience, _keepLast, _validationPercent, _without.Option, _noAugmentation, _device, _camera, _minimumCrop,
    ];

    /// <summary>Per cent of an undivided folder that a run held out, or the default.</summary>
    public static int ValidationPercent(TrainingRecipe recipe) => (int)Math.Round(100 * (recipe.Data.ValidationShare ?? HashShare));

    /// <summary>Per cent of an undivided folder that is held out: as given, as in the run to go on with or to continue, or the default.</summary>
    public int ValidationPercent(ParseResult parse, string? resumeFolder) =>
        resumeFolder != null && RunFolder.Exists(resumeFolder) ? ValidationPercent(RunFolder.Open(resumeFolder).Recipe)
        : parse.GetValue(_validationPercent) is int given ? given
        : _quantization.Open(parse, _recipe) is RunFolder floatRun ? ValidationPercent(floatRun.Recipe)
        : Dataset.DefaultValidationPercent;

    /// <summary>The split without the pictures that are left out: as given, or as in the run to go on with or to continue, whose pictures may be gone by now.</summary>
    /// <exception cref="CommandException">A list was given for a run to go on with, which has its own.</exception>
    /// <exception cref="DatasetException">The list cannot be read, or names none or all pictures of a class.</exception>
    public DatasetSplit LeaveOut(DatasetSplit split, ParseResult parse, string? resumeFolder)
    {
        PictureList? given = _without.Load(parse);
        if (given != null && resumeFolder != null && RunFolder.Exists(resumeFolder))
        {
            throw CommandException.Usage($"a run goes on with the pictures that it began with; leave {_without.Option.Name} away with --resume");
        }

        return given != null ? split.Without(given)
            : LeftOutBefore(parse, resumeFolder) is PictureList before ? split.WithoutAny(before)
            : split;
    }

    private PictureList? LeftOutBefore(ParseResult parse, string? resumeFolder)
    {
        RunFolder? source = resumeFolder != null && RunFolder.Exists(resumeFolder) ? RunFolder.Open(resumeFolder) : _quantization.Open(parse, _recipe);
        return source?.Recipe.Data.Without is { Count: > 0 } paths ? new PictureList($"the recipe of {source.FullPath}", paths) : null;
    }

    /// <summary>The recipe of one command line.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="split">Gives the classes.</param>
    /// <param name="data">DATA as typed, for the record.</param>
    /// <param name="validation">--val as typed, for the record.</param>
    /// <param name="resumeFolder">The run to go on with, or null for a new one.</param>
    /// <param name="session">Seed and threads.</param>
    public TrainingJob Create(ParseResult parse, DatasetSplit split, string data, string? validation, string? resumeFolder, Session session)
    {
        bool isResumed = resumeFolder != null && RunFolder.Exists(resumeFolder);
        string? source = isResumed ? resumeFolder : parse.GetValue(_recipe) is string file ? FolderOf(file) : null;
        RunFolder? floatRun = isResumed ? null : _quantization.Open(parse, _recipe);
        TrainingRecipe recipe = floatRun != null ? QuantizationAwareOptions.Continue(floatRun)
            : source != null ? RunFolder.Open(source).Recipe
            : Default(session);
        if (isResumed)
        {
            _quantization.CheckResumed(parse, recipe);
        }

        TrainedNetwork? initial = isResumed ? null : _transfer.Load(parse, recipe);
        bool isTaught = _distillation.IsNew(parse, recipe);
        recipe = recipe with
        {
            Labels = [.. split.Train.Labels],
            Data = isResumed ? recipe.Data : Origin(data, validation, ValidationPercent(parse, resumeFolder) / 100.0) with { Without = (_without.Load(parse) ?? LeftOutBefore(parse, resumeFolder))?.Paths },
            Network = Network(parse, recipe.Network with { Classes = split.Train.Labels.Count }),
            Epochs = parse.GetValue(_epochs) ?? recipe.Epochs,
            BatchSize = parse.GetValue(_batch) ?? recipe.BatchSize,
            Optimizer = Optimizer(parse, recipe.Optimizer),
            LabelSmoothing = parse.GetValue(_labelSmoothing) ?? recipe.LabelSmoothing,
            Dropout = parse.GetValue(_dropout) ?? recipe.Dropout,
            Mixup = parse.GetValue(_mixup) ?? (isTaught ? DistillationSettings.DefaultMixup : recipe.Mixup),
            CutMix = parse.GetValue(_cutMix) ?? (isTaught ? DistillationSettings.DefaultCutMix : recipe.CutMix),
            StartSize = parse.GetValue(_startSize) ?? recipe.StartSize,
            Device = Device(parse, recipe.Device),
            Balance = parse.GetValue(_balance) || recipe.Balance,
            KeepLast = parse.GetValue(_keepLast) || recipe.KeepLast,
            Patience = parse.GetValue(_patience) ?? recipe.Patience,
            Augmentation = Augmentation(parse, recipe.Augmentation),
        };
        recipe = _transfer.Apply(parse, recipe, initial, isResumed);
        (recipe, IReadOnlyList<TrainedNetwork> teachers) = _distillation.Apply(parse, recipe);
        return new TrainingJob(session.IsSeedGiven ? recipe with { Seed = session.Seed } : recipe, initial) { FloatRun = floatRun, Teachers = teachers };
    }

    private static TrainingRecipe Default(Session session)
    {
        var recipe = new TrainingRecipe { Network = new NetworkSpec { Classes = 2 }, Labels = [], Seed = session.Seed };
        return session.Threads > 0 ? recipe with { Threads = session.Threads } : recipe;
    }

    private static DataOrigin Origin(string data, string? validation, double share) => new()
    {
        Folder = data,
        ValidationFolder = validation ?? (Dataset.IsDivided(data) ? Path.Combine(data, "val") : null),
        ValidationShare = validation == null && !Dataset.IsDivided(data) ? share : null,
    };

    private NetworkSpec Network(ParseResult parse, NetworkSpec network) => network with
    {
        Architecture = parse.GetValue(_architecture) ?? network.Architecture,
        Width = parse.GetValue(_width) ?? network.Width,
        Head = parse.GetValue(_head) ?? network.Head,
        Size = parse.GetValue(_size) ?? network.Size,
        Channels = parse.GetValue(_channels) ?? network.Channels,
    };

    private ComputeDevice Device(ParseResult parse, ComputeDevice device) => parse.GetValue(_device) switch
    {
        null => device,
        "cpu" => ComputeDevice.Cpu,
        "cuda" => ComputeDevice.Cuda,
        string other => throw CommandException.Usage($"there is no device \"{other}\"; choose cpu or cuda"),
    };

    private AugmentationSettings? Augmentation(ParseResult parse, AugmentationSettings? augmentation)
    {
        AugmentationSettings? settings = parse.GetValue(_noAugmentation) ? null : augmentation;
        Option? given = new Option[] { _camera, _minimumCrop }.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false });
        if (settings is null && given is not null)
        {
            throw CommandException.Usage($"{given.Name} varies training pictures, which are used as they are; leave {given.Name} or {_noAugmentation.Name} away, or start from a recipe with augmentation");
        }

        return settings is null ? null : settings with
        {
            CameraProbability = parse.GetValue(_camera) ?? settings.CameraProbability,
            MinimumCropArea = parse.GetValue(_minimumCrop) ?? settings.MinimumCropArea,
        };
    }

    private OptimizerSettings Optimizer(ParseResult parse, OptimizerSettings optimizer) => optimizer with
    {
        Kind = parse.GetValue(_optimizer) switch
        {
            null => optimizer.Kind,
            "adamw" => OptimizerKind.AdamW,
            "sgd" => OptimizerKind.Sgd,
            string other => throw CommandException.Usage($"there is no optimizer \"{other}\"; choose adamw or sgd"),
        },
        LearningRate = parse.GetValue(_learningRate) ?? optimizer.LearningRate,
        WeightDecay = parse.GetValue(_weightDecay) ?? optimizer.WeightDecay,
    };

    private static string FolderOf(string recipeFile) =>
        Path.GetFileName(recipeFile) == "recipe.json" && File.Exists(recipeFile)
            ? Path.GetDirectoryName(Path.GetFullPath(recipeFile))!
            : throw CommandException.Input($"{recipeFile} is no recipe; give the recipe.json of a run or of a model");
}
