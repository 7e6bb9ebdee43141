// SPDX-License-Identifier: MIT
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>A checked network, ready to run: the only way to one is <see cref="ModelReader"/>.</summary>
public sealed class Model
{
    internal Model(InputSpec inputSpec, Tensor[] tensors, Operator[] operators, Tensor input, Tensor output, string[] labels, DecisionSettings decision, int arenaBytes, uint crc, bool hasConstants)
    {
        InputSpec = inputSpec;
        Tensors = tensors;
        Operators = operators;
        Input = input;
        Output = output;
        Labels = labels;
        Decision = decision;
        ArenaBytes = arenaBytes;
        Crc = crc;
        HasConstants = hasConstants;
    }

    /// <summary>How a frame becomes the input tensor; null for a network whose input is no picture.</summary>
    public InputSpec InputSpec { get; }

    /// <summary>Every activation.</summary>
    public Tensor[] Tensors { get; }

    /// <summary>In execution order.</summary>
    public Operator[] Operators { get; }

    /// <summary>Written by the preprocessor.</summary>
    public Tensor Input { get; }

    /// <summary>Probabilities, one a label.</summary>
    public Tensor Output { get; }

    /// <summary>[Output.Count] names, or none.</summary>
    public string[] Labels { get; }

    /// <summary>How predictions become decisions and what the board prints.</summary>
    public DecisionSettings Decision { get; }

    /// <summary>Bytes that all activations and scratch need together.</summary>
    public int ArenaBytes { get; }

    /// <summary>The file's CRC-32: names the model on the console.</summary>
    public uint Crc { get; }

    /// <summary>False if the operators' weights, biases and multipliers stayed in the file: then only an engine that reads them there can run it.</summary>
    public bool HasConstants { get; }
}
