// SPDX-License-Identifier: MIT
using Embedded.Device;
using Embedded.Inference;
using Embedded.Native;
using Embedded.Vision;

namespace Embedded.App;

/// <summary>The engine in the firmware. It runs the model where it lies in flash, so that no weights are in managed memory.</summary>
public sealed class NativeInterpreter : IFrameEngine
{
    private const int BadFrame = 153; // of emb.h
    private const int UnknownFormat = 154;
    private const int NoPicture = 155;

    /// <summary>Opens the model in a slot; one opened before is closed.</summary>
    /// <exception cref="ModelFormatException">The slot holds no valid model; the code says why.</exception>
    /// <exception cref="DeviceException">The engine cannot use the slot for another reason.</exception>
    /// <exception cref="System.NotSupportedException">The firmware has no engine.</exception>
    /// <exception cref="System.OutOfMemoryException">There is not enough native memory for the activations.</exception>
    public NativeInterpreter(int slot)
    {
        int status = NativeEngine.Open(slot);
        if (status >= ModelError.NotAModel && status <= ModelError.BadArena)
        {
            throw new ModelFormatException(status, NativeEngine.ErrorIndex());
        }

        Check(status);
        Model = ModelReader.ReadPlan(new FlashModel(slot));
    }

    /// <summary>The network, without its constants.</summary>
    public Model Model { get; }

    /// <inheritdoc />
    public string EngineName => "native";

    /// <inheritdoc />
    public int ArenaBytes => NativeEngine.ArenaBytes();

    /// <inheritdoc />
    public void SetInput(Frame frame)
    {
        Check(NativeEngine.SetInput(frame.Pixels, frame.Width, frame.Height, (int)frame.Format));
    }

    /// <inheritdoc />
    public void Run(uint[] sums)
    {
        Check(NativeEngine.Run(sums));
    }

    /// <inheritdoc />
    public void CopyOutput(sbyte[] values)
    {
        Check(NativeEngine.CopyOutput(values));
    }

    private static void Check(int status)
    {
        switch (status)
        {
            case NativeEngine.Ok:
                return;
            case NativeEngine.NotOpen:
                throw new DeviceException(DeviceError.NetworkIsClosed);
            case NativeEngine.Busy:
                throw new DeviceException(DeviceError.EngineIsBusy);
            case BadFrame:
            case UnknownFormat:
            case NoPicture:
                throw new DeviceException(DeviceError.FrameRefused);
            default:
                throw new DeviceException(DeviceError.Unexpected);
        }
    }
}
