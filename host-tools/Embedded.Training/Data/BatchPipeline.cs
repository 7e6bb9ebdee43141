// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Training.Data;

/// <summary>
/// Draws, varies and preprocesses training pictures on several threads, a few batches ahead of the consumer, while libtorch
/// computes. What a picture becomes depends only on the view and its draw, so neither threads nor timing change a run.
/// </summary>
internal sealed class BatchPipeline
{
    /// <summary>Batches that are prepared while the consumer has one.</summary>
    public const int BatchesAhead = 3;

    private readonly ISampleSource _source;
    private readonly AugmentationSettings? _augmentation;
    private readonly InputSpec _input;
    private readonly int _threads;
    private readonly Batch[] _slots; // a ring: batch b is in slot b % length
    private readonly int[] _missing; // pictures that a slot still lacks
    private readonly object _gate = new();
    private int _nextPicture; // position in the epoch's order that the next free thread takes
    private int _released; // batches the consumer is done with
    private Exception? _failure;

    /// <param name="source">The training pictures.</param>
    /// <param name="augmentation">How to vary them, or null for not at all.</param>
    /// <param name="input">The model's input.</param>
    /// <param name="batchSize">Pictures a batch; an incomplete last batch of an epoch is left out.</param>
    /// <param name="threads">Threads that prepare pictures.</param>
    public BatchPipeline(ISampleSource source, AugmentationSettings? augmentation, InputSpec input, int batchSize, int threads)
    {
        _source = source;
        _augmentation = augmentation;
        _input = input;
        _threads = threads;
        BatchSize = batchSize;
        _slots = new Batch[BatchesAhead + 1];
        _missing = new int[_slots.Length];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = new Batch(new sbyte[batchSize * PictureLength], new long[batchSize]);
        }
    }

    public int BatchSize { get; }

    /// <summary>Pictures of rare classes are drawn more often, so that an epoch shows every class equally often.</summary>
    public bool IsBalanced { get; init; }

    /// <summary>Batches an epoch.</summary>
    public int BatchCount => _source.Count / BatchSize;

    private int PictureLength => _input.Height * _input.Width * _input.Channels;

    /// <summary>Yields one epoch's batches in order; each is valid until the next is asked for.</summary>
    /// <param name="view">Names the order of the pictures and how they are varied.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<Batch> Epoch(DataView view, CancellationToken cancellation)
    {
        int[] order = Order(view);
        _nextPicture = 0;
        _released = 0;
        _failure = null;
        Array.Fill(_missing, BatchSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenRegistration wake = stop.Token.Register(WakeAll);
        Thread[] workers = Enumerable.Range(0, _threads).Select(_ => Start(order, view, stop.Token)).ToArray();
        try
        {
            for (int batch = 0; batch < BatchCount; batch++)
            {
                yield return WaitFor(batch % _slots.Length, cancellation);
                Release(batch % _slots.Length);
            }
        }
        finally
        {
            stop.Cancel();
            Array.ForEach(workers, worker => worker.Join());
        }
    }

    private Thread Start(int[] order, DataView view, CancellationToken stop)
    {
        var worker = new Thread(() => Prepare(order, view, stop)) { IsBackground = true, Name = "picture preparation" };
        worker.Start();
        return worker;
    }

    private void Prepare(int[] order, DataView view, CancellationToken stop)
    {
        try
        {
            Augmenter? augmenter = _augmentation is null ? null : new Augmenter(_augmentation, _input.Width, _input.Channels == 1);
            var preprocessor = new Preprocessor(_input);
            int pictures = BatchCount * BatchSize;
            while (true)
            {
                int position = Interlocked.Increment(ref _nextPicture) - 1;
                if (position >= pictures || !WaitForSlot(position / BatchSize, stop))
                {
                    return;
                }

                int draw = order[position];
                int index = draw % _source.Count;
                int slot = position / BatchSize % _slots.Length;
                int place = position % BatchSize;
                Frame picture = _source.Picture(index);
                Frame varied = augmenter?.Run(picture, view.VariationOf(draw)) ?? picture;
                preprocessor.Run(varied, _slots[slot].Pixels, place * PictureLength);
                _slots[slot].Labels[place] = _source.Label(index);
                Complete(slot);
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure ??= e; // thrown again on the consumer's thread
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool WaitForSlot(int batch, CancellationToken stop)
    {
        lock (_gate)
        {
            while (batch >= _released + _slots.Length && !stop.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            return !stop.IsCancellationRequested;
        }
    }

    private void Complete(int slot)
    {
        if (Interlocked.Decrement(ref _missing[slot]) == 0)
        {
            WakeAll();
        }
    }

    private Batch WaitFor(int slot, CancellationToken cancellation)
    {
        lock (_gate)
        {
            while (Volatile.Read(ref _missing[slot]) > 0 && _failure is null && !cancellation.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            cancellation.ThrowIfCancellationRequested();
            return _failure is null ? _slots[slot] : throw new InvalidOperationException("A training picture could not be prepared.", _failure);
        }
    }

    private void Release(int slot)
    {
        lock (_gate)
        {
            _missing[slot] = BatchSize;
            _released++;
            Monitor.PulseAll(_gate);
        }
    }

    private void WakeAll()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The epoch's draws.</summary>
    private int[] Order(DataView view) => IsBalanced
        ? EpochOrder.Balanced(_source, view.Seed, view.Number, BatchCount * BatchSize)
        : EpochOrder.Shuffled(_source.Count, view.Seed, view.Number);
}
