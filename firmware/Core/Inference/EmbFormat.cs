// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>The numbers of the .emb file, version 1; docs/model-format.md describes every byte. All values are little endian.</summary>
public static class EmbFormat
{
    /// <summary>"EMB" and 0x1A, which stops a terminal from printing the rest.</summary>
    public const uint Magic = 0x1A424D45;

    /// <summary>The version this code reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Bytes before the section table.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Bytes a row of the section table.</summary>
    public const int SectionBytes = 16;

    /// <summary>Position of the CRC-32 over all bytes from <see cref="CrcStart"/> to the end.</summary>
    public const int CrcPosition = 12;

    /// <summary>First byte that the CRC-32 covers.</summary>
    public const int CrcStart = 16;

    /// <summary>Sections and weights start at a multiple of this.</summary>
    public const int Alignment = 16;

    /// <summary>Largest arena a reader accepts.</summary>
    public const int MaxArenaBytes = 1 << 26;

    /// <summary>Most sections a reader accepts.</summary>
    public const int MaxSections = 32;

    /// <summary>Most tensors a reader accepts.</summary>
    public const int MaxTensors = 4096;

    /// <summary>Most operators a reader accepts.</summary>
    public const int MaxOperators = 4096;

    /// <summary>Section "INPT": input specification.</summary>
    public const uint InputSection = 0x54504E49;

    /// <summary>Section "TENS": tensor table.</summary>
    public const uint TensorSection = 0x534E4554;

    /// <summary>Section "OPER": operator table.</summary>
    public const uint OperatorSection = 0x5245504F;

    /// <summary>Section "CNST": weights, biases, multipliers, shifts.</summary>
    public const uint ConstantSection = 0x54534E43;

    /// <summary>Section "LABL": class names.</summary>
    public const uint LabelSection = 0x4C42414C;

    /// <summary>Section "DECI": decision and print settings.</summary>
    public const uint DecisionSection = 0x49434544;

    /// <summary>Section "NOTE": lines of UTF-8 "key=value" for people and tools; engines skip it.</summary>
    public const uint NoteSection = 0x45544F4E;

    /// <summary>Section flag: a reader that does not know the section must refuse the file.</summary>
    public const uint RequiredFlag = 1;

    /// <summary>Bytes of the input specification without its table.</summary>
    public const int InputBytes = 32;

    /// <summary>Bytes a tensor.</summary>
    public const int TensorBytes = 24;

    /// <summary>Bytes an operator.</summary>
    public const int OperatorBytes = 96;

    /// <summary>Bytes of the decision settings.</summary>
    public const int DecisionBytes = 64;

    /// <summary>No second input.</summary>
    public const int NoTensor = 0xFFFF;

    /// <summary>Numbers in <see cref="Operator.Parameters"/>.</summary>
    public const int ParameterCount = 6;

    /// <summary>Weights in TensorFlow Lite's order; see <see cref="Operator.Weights"/>.</summary>
    public const int ReferenceLayout = 0;

    /// <summary>Output and input do not overlap (a reshape may have the same place); rows in any order.</summary>
    public const int NotInPlace = 0;

    /// <summary>
    /// Depthwise convolution over its own input: the rows under the filter are copied to scratch before the first of them is
    /// overwritten. Scratch holds FilterHeight rows of the input.
    /// </summary>
    public const int InPlaceRows = 1;

    /// <summary>Add over one of its inputs: the output has exactly that input's place.</summary>
    public const int InPlaceElementwise = 2;

    /// <summary>
    /// Convolution, pool or padding whose output lies so far before its input that rows computed from the first to the last never
    /// overwrite an input row that is still read. No scratch.
    /// </summary>
    public const int InPlaceForward = 3;

    /// <summary>Likewise with the output behind the input and rows computed from the last to the first.</summary>
    public const int InPlaceBackward = 4;
}
