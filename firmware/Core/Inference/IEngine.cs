// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>A network that is ready to run, with the memory for it: the C# interpreter or the native engine. One a thread.</summary>
public interface IEngine
{
    /// <summary>The network.</summary>
    Model Model { get; }

    /// <summary>[Model.ArenaBytes] activations. The caller writes the input at Model.Input.Offset and finds the output at Model.Output.Offset.</summary>
    sbyte[] Arena { get; }

    /// <summary>A short ASCII name for reports.</summary>
    string EngineName { get; }

    /// <summary>Null, or who sees every operator's output.</summary>
    IOperatorObserver Observer { get; set; }

    /// <summary>Writes the input for a frame of any size and format; only for models whose input is a picture.</summary>
    void SetInput(Frame frame);

    /// <summary>Runs all operators; the output stays until the next run. The input is lost.</summary>
    void Run();
}
