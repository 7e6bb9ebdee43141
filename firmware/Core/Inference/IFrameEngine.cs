// SPDX-License-Identifier: MIT
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>What a board needs of an engine: a frame goes in, outputs and check sums come out; where activations are is the engine's own affair.</summary>
public interface IFrameEngine
{
    /// <summary>The network; its operators may be without constants.</summary>
    Model Model { get; }

    /// <summary>A short ASCII name for reports.</summary>
    string EngineName { get; }

    /// <summary>Bytes that the engine takes for activations.</summary>
    int ArenaBytes { get; }

    /// <summary>Writes the input for a frame of any size and format; only for models whose input is a picture.</summary>
    void SetInput(Frame frame);

    /// <summary>Runs all operators; the output stays until the next run. The input is lost.</summary>
    /// <param name="sums">[0] for none, or [1 + operators]: takes the CRC-32 of the input and of each operator's output.</param>
    void Run(uint[] sums);

    /// <summary>Copies the output of the last run.</summary>
    /// <param name="values">[Model.Output.Count] or more; the outputs come first.</param>
    void CopyOutput(sbyte[] values);
}
