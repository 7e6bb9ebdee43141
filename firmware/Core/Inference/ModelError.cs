// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Why a model was refused. The numbers are printed on the console; docs/console.md and the host give the words.</summary>
public static class ModelError
{
    /// <summary>The file does not start with the .emb magic.</summary>
    public const int NotAModel = 100;

    /// <summary>The file was written by a newer version of the tools.</summary>
    public const int NewerVersion = 101;

    /// <summary>The file is shorter or longer than its header says.</summary>
    public const int WrongLength = 102;

    /// <summary>The CRC-32 does not match the bytes.</summary>
    public const int WrongCrc = 103;

    /// <summary>A section is missing, twice there, outside the file, out of place or of an impossible size.</summary>
    public const int BadSection = 104;

    /// <summary>The input specification is impossible.</summary>
    public const int BadInput = 105;

    /// <summary>A tensor has an impossible shape, scale, zero point or place in the arena.</summary>
    public const int BadTensor = 106;

    /// <summary>The labels do not match the output, or one is no text.</summary>
    public const int BadLabels = 107;

    /// <summary>A decision setting is out of its range.</summary>
    public const int BadDecision = 108;

    /// <summary>A section that this reader does not know but must.</summary>
    public const int UnknownSection = 109;

    /// <summary>An operator of unknown kind.</summary>
    public const int UnknownOperator = 110;

    /// <summary>An operator reads or writes a tensor it must not, or reads another number of tensors than its kind does.</summary>
    public const int BadOperatorTensor = 111;

    /// <summary>An operator's shapes, window or strides do not fit together.</summary>
    public const int BadOperatorShape = 112;

    /// <summary>An operator's constants are missing, of the wrong size or outside the file.</summary>
    public const int BadConstants = 113;

    /// <summary>A multiplier, shift, clamp or parameter is out of its range.</summary>
    public const int BadOperatorValue = 114;

    /// <summary>A weight layout that this engine does not read.</summary>
    public const int UnknownWeightLayout = 115;

    /// <summary>An in-place mode that this engine does not know, or one that would overwrite what is still needed.</summary>
    public const int BadInPlaceMode = 116;

    /// <summary>An output or scratch area overlaps a tensor that is still needed.</summary>
    public const int ArenaOverlap = 117;

    /// <summary>The arena has no bytes or more than a reader accepts.</summary>
    public const int BadArena = 118;
}
