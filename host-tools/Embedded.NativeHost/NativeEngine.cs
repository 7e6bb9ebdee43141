// SPDX-License-Identifier: MIT
// The C engine of firmware/Native/c behind the interface of the C# one. It computes in memory of its own; Arena holds copies of
// what a caller may look at: the input before a run, the output after it, and every operator's output for an observer.
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Embedded.Inference;
using Embedded.Vision;

namespace Embedded.NativeHost;

/// <summary>Runs a model with the native engine. One instance serves one thread.</summary>
public sealed unsafe class NativeEngine : IEngine, IDisposable
{
    private readonly NativeBuffer _file;
    private readonly NativeBuffer _model;
    private readonly NativeBuffer _arena;
    private ExceptionDispatchInfo? _observerFailure;

    /// <summary>Opens a model file; the native reader checks it once more.</summary>
    /// <param name="file">The bytes of the .emb file.</param>
    /// <exception cref="ModelFormatException">The file is no valid model.</exception>
    /// <exception cref="NativeEngineException">The native library is missing.</exception>
    public NativeEngine(byte[] file)
        : this(ModelReader.Read(new SegmentedModel(file)), file)
    {
    }

    /// <summary>Opens a model file that was read already.</summary>
    /// <param name="model">What is in the file.</param>
    /// <param name="file">The bytes of the .emb file.</param>
    /// <exception cref="ModelFormatException">The file is no valid model.</exception>
    /// <exception cref="NativeEngineException">The native library is missing.</exception>
    public NativeEngine(Model model, byte[] file)
    {
        RequireLibrary();
        Model = model;
        Arena = new sbyte[model.ArenaBytes];
        _arena = new NativeBuffer(Math.Max(model.ArenaBytes, sizeof(ushort) * model.Tensors.Length));
        (_file, _model) = Copy(file);
        Check(Open(_model, _file, _arena));
    }

    /// <summary>True if the native library was built for this system and lies beside the program.</summary>
    public static bool IsAvailable { get; } = NativeLibrary.TryLoad(NativeMethods.Library, typeof(NativeEngine).Assembly, DllImportSearchPath.AssemblyDirectory, out _);

    /// <inheritdoc />
    public Model Model { get; }

    /// <inheritdoc />
    public sbyte[] Arena { get; }

    /// <inheritdoc />
    public string EngineName => "native";

    /// <inheritdoc />
    public IOperatorObserver? Observer { get; set; }

    /// <summary>What the native reader says about a file.</summary>
    /// <param name="file">Any bytes.</param>
    /// <param name="arenaBytes">Size of the arena it is given.</param>
    /// <exception cref="NativeEngineException">The native library is missing.</exception>
    public static NativeStatus Check(byte[] file, int arenaBytes)
    {
        RequireLibrary();
        using var arena = new NativeBuffer(arenaBytes);
        (NativeBuffer copy, NativeBuffer model) = Copy(file);
        using (copy)
        using (model)
        {
            return Open(model, copy, arena);
        }
    }

    /// <inheritdoc />
    /// <exception cref="NativeEngineException">The model's input is no picture, or the frame is too large.</exception>
    public void SetInput(Frame frame)
    {
        NativeStatus status;
        fixed (byte* pixels = frame.Pixels)
        {
            var picture = new NativeFrame { Pixels = pixels, Length = (nuint)frame.Pixels.Length, Width = frame.Width, Height = frame.Height, Format = (int)frame.Format };
            status = NativeMethods.SetInput(_model.Pointer, _arena.Pointer, (nuint)_arena.Length, &picture);
        }

        Check(status);
        Fetch(Model.Input);
    }

    /// <inheritdoc />
    public void Run()
    {
        Arena.AsSpan(Model.Input.Offset, Model.Input.Count).CopyTo(Native(Model.Input.Offset, Model.Input.Count));
        if (Observer == null)
        {
            Check(NativeMethods.Run(_model.Pointer, _arena.Pointer, (nuint)_arena.Length, null, null));
            Fetch(Model.Output);
            return;
        }

        GCHandle self = GCHandle.Alloc(this);
        NativeStatus status = NativeMethods.Run(_model.Pointer, _arena.Pointer, (nuint)_arena.Length, &OnOperator, (void*)GCHandle.ToIntPtr(self));
        self.Free();
        ExceptionDispatchInfo? failure = _observerFailure;
        _observerFailure = null;
        failure?.Throw();
        Check(status);
        Fetch(Model.Output);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _model.Dispose();
        _arena.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnOperator(void* context, int index, sbyte* output, int count)
    {
        var engine = (NativeEngine)GCHandle.FromIntPtr((nint)context).Target!;
        if (engine._observerFailure != null)
        {
            return;
        }

        try
        {
            Operator op = engine.Model.Operators[index];
            new ReadOnlySpan<sbyte>(output, count).CopyTo(engine.Arena.AsSpan(op.Output.Offset));
            engine.Observer!.OnOperator(index, op, engine.Arena);
        }
        catch (Exception exception) // no exception may cross native frames
        {
            engine._observerFailure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static (NativeBuffer File, NativeBuffer Model) Copy(byte[] file)
    {
        var copy = new NativeBuffer(file.Length);
        file.CopyTo(copy.Bytes);
        return (copy, new NativeBuffer((int)NativeMethods.ModelBytes()));
    }

    private static NativeStatus Open(NativeBuffer model, NativeBuffer file, NativeBuffer arena) =>
        NativeMethods.Open(model.Pointer, file.Pointer, (nuint)file.Length, arena.Pointer, (nuint)arena.Length);

    private static void RequireLibrary()
    {
        if (!IsAvailable)
        {
            throw new NativeEngineException("The native engine was not built; install a C compiler (gcc, clang or Visual Studio) and build again.");
        }
    }

    private static void Check(NativeStatus status)
    {
        if (status.Code is >= ModelError.NotAModel and <= ModelError.BadArena)
        {
            throw new ModelFormatException(status.Code, status.Index);
        }

        if (status.Code != 0)
        {
            throw new NativeEngineException($"The native engine refused the call with code {status.Code} ({status.Index}).");
        }
    }

    private Span<sbyte> Native(int offset, int count) => new((sbyte*)_arena.Pointer + offset, count);

    private void Fetch(Tensor tensor) => Native(tensor.Offset, tensor.Count).CopyTo(Arena.AsSpan(tensor.Offset));
}
