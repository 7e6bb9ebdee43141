// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Compiler.Analysis;

/// <summary>Everything there is to know about a model without running it.</summary>
/// <param name="Model">The network.</param>
/// <param name="Costs">[operators]</param>
/// <param name="Blocks">The depthwise separable blocks.</param>
/// <param name="Arena">The memory plan.</param>
/// <param name="Sections">The file's parts.</param>
/// <param name="FileBytes">Size of the file.</param>
/// <param name="Notes">What the tools noted when they made the model.</param>
public sealed record ModelInspection(
    Model Model,
    IReadOnlyList<OperatorCost> Costs,
    IReadOnlyList<SeparableBlock> Blocks,
    ArenaMap Arena,
    IReadOnlyList<FileSection> Sections,
    int FileBytes,
    IReadOnlyList<KeyValuePair<string, string>> Notes)
{
    /// <summary>Multiply-accumulates for one picture.</summary>
    public long MultiplyAccumulates => Costs.Sum(cost => cost.MultiplyAccumulates);

    /// <summary>Weights and biases.</summary>
    public long Parameters => Costs.Sum(cost => (long)cost.Parameters);

    /// <summary>The operators whose outputs an operator reads, -1 for the network's input.</summary>
    public int[] ReadsFrom(int operatorIndex)
    {
        Operator op = Model.Operators[operatorIndex];
        int first = Writer(op.Input);
        return op.Input2 == null ? [first] : [first, Writer(op.Input2)];

        int Writer(Tensor tensor) => Array.FindIndex(Model.Operators, other => other.Output == tensor);
    }

    /// <summary>Looks at a file.</summary>
    public static ModelInspection Of(EmbFile file) => new(
        file.Model,
        Array.ConvertAll(file.Model.Operators, OperatorCost.Of),
        SeparableBlock.FindAll(file.Model),
        ArenaMap.Of(file.Model),
        FileSection.AllOf(file.Sections),
        file.Bytes.Length,
        file.Notes);
}
