// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.Compiler.Formats.Emb;

/// <summary>The words for the numbers of <see cref="ModelError"/>.</summary>
public static class ModelErrorText
{
    /// <summary>One sentence: what is wrong and what to do.</summary>
    public static string Of(int code, int index) => code switch
    {
        ModelError.NotAModel => "this is not an .emb model; make one with `embedded quantize`",
        ModelError.NewerVersion => $"the model was written by a newer version of the tools (format {index}, this one reads {EmbFormat.Version}); update the tools or write it again with these",
        ModelError.WrongLength => "the model is cut short or has bytes appended; copy it again",
        ModelError.WrongCrc => "the model is damaged (its CRC-32 does not match); copy it again",
        ModelError.BadSection => "the model's section table is damaged; write it again",
        ModelError.BadInput => "the model's input specification is impossible; write it again",
        ModelError.BadTensor => $"tensor {index} has an impossible shape, scale or place in the arena; write the model again",
        ModelError.BadLabels => "the labels do not match the model's output or are no text; write the model again",
        ModelError.BadDecision => "a decision setting is out of its range; write the model again",
        ModelError.UnknownSection => "the model has a part that these tools do not know and must not skip; update the tools or the firmware",
        ModelError.UnknownOperator => $"operator {index} is of a kind that this engine does not know; update the tools or the firmware",
        ModelError.BadOperatorTensor => $"operator {index} reads or writes a tensor it must not; write the model again",
        ModelError.BadOperatorShape => $"the shapes of operator {index} do not fit together; write the model again",
        ModelError.BadConstants => $"the constants of operator {index} lie outside the file; write the model again",
        ModelError.BadOperatorValue => $"operator {index} has a multiplier, shift, clamp or parameter out of its range; write the model again",
        ModelError.UnknownWeightLayout => $"operator {index} has its weights in an order that this engine does not read; update the tools or the firmware",
        ModelError.BadInPlaceMode => $"operator {index} overwrites its input in a way that this engine does not know; update the tools or the firmware",
        ModelError.ArenaOverlap => $"operator {index} overwrites a tensor that is still needed; write the model again",
        ModelError.BadArena => $"the model asks for no working memory or for more than {EmbFormat.MaxArenaBytes >> 20} MB; make the network smaller or write it again",
        _ => $"the model was refused with code {code}; update the tools",
    };
}
