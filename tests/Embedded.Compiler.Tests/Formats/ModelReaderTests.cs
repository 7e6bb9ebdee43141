// SPDX-License-Identifier: MIT
// One forged file for each thing a reader must check: the code, and where it makes sense the index, that it is refused with.
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Formats;

public class ModelReaderTests
{
    private const int Pad = 5;
    private const int Add = 7;
    private const int Mean = 8;
    private const int Softmax = 11;

    private static readonly byte[] Original = TinyModel.File();

    [Fact]
    public void Read_EmptyOrOtherFile_IsNotAModel()
    {
        AssertRefused([], ModelError.NotAModel);
        AssertRefused([0x45, 0x4D, 0x42], ModelError.NotAModel);
        AssertRefused([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[100]], ModelError.NotAModel);
    }

    [Fact]
    public void Read_TruncatedAnywhere_IsOfWrongLength()
    {
        for (int length = 4; length < Original.Length; length++)
        {
            AssertRefused(Original[..length], ModelError.WrongLength);
        }
    }

    [Fact]
    public void Read_BytesAppended_IsOfWrongLength() => AssertRefused([.. Original, 0], ModelError.WrongLength);

    [Fact]
    public void Read_NewerVersion_SaysWhichOne() => AssertRefused(Patch(patch => patch.SetInt16(4, 2)), ModelError.NewerVersion, 2);

    [Fact]
    public void Read_AnyByteChanged_IsRefused()
    {
        for (int position = 0; position < Original.Length; position++)
        {
            byte[] file = (byte[])Original.Clone();
            file[position] ^= 0x10;
            int code = Assert.Throws<ModelFormatException>(() => ModelReader.Read(new SegmentedModel(file))).Code;
            int expected = position switch
            {
                < 4 => ModelError.NotAModel,
                < 6 => ModelError.NewerVersion,
                < 8 => ModelError.BadSection,
                < 12 => ModelError.WrongLength,
                _ => ModelError.WrongCrc,
            };
            Assert.Equal(expected, code);
        }
    }

    [Fact]
    public void Read_FewerSections_IsRefused()
    {
        for (int count = 0; count < 40; count++)
        {
            if (count != 7)
            {
                byte[] file = Patch(patch => patch.SetInt16(6, count));
                AssertRefused(file, ModelError.BadSection);
            }
        }
    }

    [Fact]
    public void Read_UnknownOptionalSection_IsSkipped()
    {
        List<EmbSections.Section> sections = EmbSections.Split(Original);
        sections.Insert(2, new EmbSections.Section(0x58585858, 0, [1, 2, 3]));
        byte[] file = EmbSections.Join(Original, sections);
        EmbFile read = EmbFile.Parse(file);
        Assert.Equal("Gänseblümchen", read.Model.Labels[1]);
        Assert.Equal(2, read.Notes.Count);
    }

    [Fact]
    public void Read_UnknownRequiredSection_IsRefused()
    {
        List<EmbSections.Section> sections = EmbSections.Split(Original);
        sections.Insert(2, new EmbSections.Section(0x58585858, EmbFormat.RequiredFlag, [1, 2, 3]));
        AssertRefused(EmbSections.Join(Original, sections), ModelError.UnknownSection, 2);
    }

    [Fact]
    public void Read_SectionMissingOrTwice_IsRefused()
    {
        for (int row = 0; row < 7; row++)
        {
            List<EmbSections.Section> sections = EmbSections.Split(Original);
            EmbSections.Section section = sections[row];
            sections.RemoveAt(row);
            if (section.Id != EmbFormat.NoteSection)
            {
                AssertRefused(EmbSections.Join(Original, sections), ModelError.BadSection);
            }

            sections.Add(section);
            sections.Add(section);
            AssertRefused(EmbSections.Join(Original, sections), ModelError.BadSection, 7);
        }
    }

    [Fact]
    public void Read_WithoutNotes_IsAModel()
    {
        List<EmbSections.Section> sections = EmbSections.Split(Original);
        sections.RemoveAll(section => section.Id == EmbFormat.NoteSection);
        Assert.Empty(EmbFile.Parse(EmbSections.Join(Original, sections)).Notes);
    }

    [Fact]
    public void Read_MoreTensorsOrOperatorsThanReadersAccept_IsRefused()
    {
        foreach ((uint id, int bytes) in new[] { (EmbFormat.TensorSection, EmbFormat.TensorBytes), (EmbFormat.OperatorSection, EmbFormat.OperatorBytes) })
        {
            List<EmbSections.Section> sections = EmbSections.Split(Original);
            int row = sections.FindIndex(section => section.Id == id);
            sections[row] = sections[row] with { Bytes = [.. Enumerable.Repeat(sections[row].Bytes[..bytes], 4097).SelectMany(record => record)] };
            AssertRefused(EmbSections.Join(Original, sections), ModelError.BadSection);
        }
    }

    [Fact]
    public void Read_ManyOperatorsNamingTheSameConstants_IsRefusedBeforeMemoryIsTaken()
    {
        List<EmbSections.Section> sections = EmbSections.Split(Original);
        int row = sections.FindIndex(section => section.Id == EmbFormat.OperatorSection);
        byte[] convolution = sections[row].Bytes[..EmbFormat.OperatorBytes];
        sections[row] = sections[row] with { Bytes = [.. Enumerable.Repeat(convolution, 4096).SelectMany(record => record)] };
        AssertRefused(EmbSections.Join(Original, sections), ModelError.BadConstants);
    }

    [Theory]
    [InlineData(16, 0, ModelError.BadArena)]
    [InlineData(16, -1, ModelError.BadArena)]
    [InlineData(16, (1 << 26) + 1, ModelError.BadArena)]
    [InlineData(16, 100, ModelError.BadTensor)]
    public void Read_HeaderField_IsRefused(int position, int value, int code) =>
        AssertRefused(Patch(patch => patch.SetInt32(position, value)), code);

    [Theory]
    [InlineData(0, 0, ModelError.BadTensor)] // height
    [InlineData(2, 0, ModelError.BadTensor)] // width
    [InlineData(4, 0, ModelError.BadTensor)] // channels
    [InlineData(4, -1, ModelError.BadTensor)] // 65,535 channels do not fit the arena
    [InlineData(6, 3, ModelError.BadTensor)] // rank
    [InlineData(6, 2, ModelError.BadTensor)] // rank 2 with rows
    [InlineData(16, 128, ModelError.BadTensor)] // zero point
    public void Read_TensorField_IsRefused(int at, int value, int code) =>
        AssertRefused(Patch(patch => patch.SetInt16(patch.Tensor(1, at), value)), code, 1);

    [Theory]
    [InlineData(8, -16)] // offset
    [InlineData(8, int.MaxValue)]
    [InlineData(12, 0)] // scale 0
    [InlineData(12, -1082130432)] // -1
    [InlineData(12, 0x7F800000)] // infinity
    [InlineData(12, 0x7FC00000)] // not a number
    [InlineData(16, -129)]
    public void Read_TensorNumber_IsRefused(int at, int value) =>
        AssertRefused(Patch(patch => patch.SetInt32(patch.Tensor(1, at), value)), ModelError.BadTensor, 1);

    [Theory]
    [InlineData(0, 0, 0, ModelError.UnknownOperator)] // kind
    [InlineData(0, 0, 10, ModelError.UnknownOperator)]
    [InlineData(0, 0, 7, ModelError.BadOperatorTensor)] // a sum without a second input
    [InlineData(0, 1, 2, ModelError.BadInPlaceMode)]
    [InlineData(0, 1, 1, ModelError.BadInPlaceMode)] // rows mode for a convolution
    [InlineData(0, 1, 5, ModelError.BadInPlaceMode)]
    [InlineData(3, 1, 0, ModelError.ArenaOverlap)] // over its input without a mode
    [InlineData(3, 1, 4, ModelError.ArenaOverlap)] // before its input with rows backward
    [InlineData(4, 1, 3, ModelError.ArenaOverlap)] // behind its input with rows forward
    [InlineData(8, 1, 3, ModelError.BadInPlaceMode)] // rows in order for a mean
    [InlineData(10, 1, 4, ModelError.BadInPlaceMode)]
    [InlineData(0, 2, 1, ModelError.UnknownWeightLayout)]
    [InlineData(1, 4, 2, ModelError.BadOperatorTensor)] // reads what is not written yet
    [InlineData(0, 4, 99, ModelError.BadOperatorTensor)]
    [InlineData(0, 6, 0, ModelError.BadOperatorTensor)] // a second input
    [InlineData(1, 8, 4, ModelError.BadOperatorShape)] // writes a tensor of another shape
    [InlineData(0, 14, 0, ModelError.BadOperatorShape)] // filter height
    [InlineData(0, 15, 2, ModelError.BadOperatorShape)] // filter width
    [InlineData(0, 16, 0, ModelError.BadOperatorShape)] // stride
    [InlineData(0, 17, 2, ModelError.BadOperatorShape)]
    [InlineData(0, 18, 3, ModelError.BadOperatorShape)] // padding as high as the filter
    [InlineData(0, 21, 0, ModelError.BadOperatorShape)]
    [InlineData(1, 22, 0, ModelError.BadOperatorShape)] // depth multiplier
    [InlineData(1, 22, 2, ModelError.BadOperatorShape)]
    [InlineData(Add, 1, 0, ModelError.ArenaOverlap)] // over its input without a mode
    [InlineData(Add, 1, 1, ModelError.BadInPlaceMode)]
    [InlineData(Add, 1, 3, ModelError.BadInPlaceMode)]
    [InlineData(Mean, 1, 2, ModelError.BadInPlaceMode)] // elementwise mode for a mean
    [InlineData(Add, 6, 0xFFFF, ModelError.BadOperatorTensor)] // no second input
    [InlineData(Add, 6, 99, ModelError.BadOperatorTensor)]
    [InlineData(Add, 6, 8, ModelError.BadOperatorTensor)] // its own output, not written yet
    [InlineData(Add, 6, 5, ModelError.BadOperatorShape)] // a second input of another shape
    [InlineData(Add, 4, 5, ModelError.BadOperatorShape)]
    [InlineData(Mean, 6, 0, ModelError.BadOperatorTensor)] // a second input
    [InlineData(Mean, 4, 3, ModelError.BadOperatorShape)] // an input of other channels
    [InlineData(Mean, 24, -127, ModelError.BadOperatorValue)] // a clamp
    [InlineData(Mean, 26, 126, ModelError.BadOperatorValue)]
    [InlineData(Pad, 18, 2, ModelError.BadOperatorShape)]
    [InlineData(Pad, 19, 1, ModelError.BadOperatorShape)]
    [InlineData(Pad, 20, 1, ModelError.BadOperatorShape)]
    [InlineData(Pad, 21, 255, ModelError.BadOperatorShape)]
    [InlineData(0, 24, -129, ModelError.BadOperatorValue)] // clamp
    [InlineData(0, 26, 128, ModelError.BadOperatorValue)]
    [InlineData(0, 26, -128, ModelError.BadOperatorValue)] // below the minimum
    public void Read_OperatorField_IsRefused(int index, int at, int value, int code)
    {
        bool isByte = at < 4 || at is >= 14 and < 22;
        AssertRefused(Patch(patch => _ = isByte ? patch.SetByte(patch.Operator(index, at), value) : patch.SetInt16(patch.Operator(index, at), value)), code, index);
    }

    [Theory]
    [InlineData(1, 28, -1, ModelError.ArenaOverlap)] // scratch before the arena
    [InlineData(1, 28, 1 << 26, ModelError.ArenaOverlap)]
    [InlineData(1, 32, int.MaxValue, ModelError.ArenaOverlap)]
    [InlineData(0, 36, 1, ModelError.BadConstants)] // not aligned
    [InlineData(0, 36, -16, ModelError.BadConstants)]
    [InlineData(0, 40, 1 << 20, ModelError.BadConstants)]
    [InlineData(0, 48, 0x7FFFFFF0, ModelError.BadConstants)]
    [InlineData(Add, 52, (1 << 30) - 1, ModelError.BadOperatorValue)] // multiplier of the first input
    [InlineData(Add, 52, -1, ModelError.BadOperatorValue)]
    [InlineData(Add, 56, 1, ModelError.BadOperatorValue)] // its shift
    [InlineData(Add, 60, 1, ModelError.BadOperatorValue)] // of the second
    [InlineData(Add, 64, -32, ModelError.BadOperatorValue)]
    [InlineData(Add, 68, int.MinValue, ModelError.BadOperatorValue)] // of the output
    [InlineData(Add, 72, 1, ModelError.BadOperatorValue)]
    [InlineData(Mean, 52, -1, ModelError.BadOperatorValue)] // multiplier of the mean
    [InlineData(Mean, 56, 31, ModelError.BadOperatorValue)]
    [InlineData(Mean, 56, -32, ModelError.BadOperatorValue)]
    [InlineData(Softmax, 52, (1 << 30) - 1, ModelError.BadOperatorValue)] // softmax multiplier
    [InlineData(Softmax, 56, 32, ModelError.BadOperatorValue)] // softmax shift
    [InlineData(Softmax, 56, -1, ModelError.BadOperatorValue)]
    [InlineData(Softmax, 60, 1, ModelError.BadOperatorValue)] // softmax smallest difference
    [InlineData(Softmax, 60, int.MinValue, ModelError.BadOperatorValue)]
    public void Read_OperatorNumber_IsRefused(int index, int at, int value, int code) =>
        AssertRefused(Patch(patch => patch.SetInt32(patch.Operator(index, at), value)), code, index);

    [Fact]
    public void Read_ScratchOneByteShortOfThreeRows_IsRefused() =>
        AssertRefused(Patch(patch => patch.SetByte(patch.Operator(1, 1), EmbFormat.InPlaceRows).SetInt32(patch.Operator(1, 32), 95)), ModelError.BadInPlaceMode, 1);

    [Theory]
    [InlineData((1 << 30) - 1, 0)]
    [InlineData(-1, 0)]
    [InlineData(1 << 30, 31)]
    [InlineData(1 << 30, -32)]
    public void Read_Multiplier_IsRefused(int multiplier, int shift) =>
        AssertRefused(Patch(patch => patch.SetMultiplier(2, 5, multiplier, shift)), ModelError.BadOperatorValue, 2);

    [Theory]
    [InlineData(EmbFormat.InputSection, 0, 9, ModelError.BadInput)] // height that is not the tensor's
    [InlineData(EmbFormat.InputSection, 4, 2, ModelError.BadInput)] // two channels
    [InlineData(EmbFormat.InputSection, 6, 2, ModelError.BadInput)] // resize method
    [InlineData(EmbFormat.InputSection, 7, 0, ModelError.BadInput)] // a table that is not announced
    [InlineData(EmbFormat.InputSection, 8, 99, ModelError.BadInput)] // input tensor
    [InlineData(EmbFormat.InputSection, 10, 99, ModelError.BadInput)] // output tensor
    [InlineData(EmbFormat.LabelSection, 0, 2, ModelError.BadLabels)] // number of labels
    [InlineData(EmbFormat.LabelSection, 2, 200, ModelError.BadLabels)] // longer than the section
    [InlineData(EmbFormat.LabelSection, 3, 0xFF, ModelError.BadLabels)] // no UTF-8
    [InlineData(EmbFormat.LabelSection, 3, 0, ModelError.BadLabels)]
    [InlineData(EmbFormat.DecisionSection, 0, 0, ModelError.BadDecision)] // smoothing
    [InlineData(EmbFormat.DecisionSection, 0, 33, ModelError.BadDecision)]
    [InlineData(EmbFormat.DecisionSection, 1, 101, ModelError.BadDecision)] // threshold
    [InlineData(EmbFormat.DecisionSection, 2, 3, ModelError.BadDecision)] // LED class
    [InlineData(EmbFormat.DecisionSection, 4, 3, ModelError.BadDecision)] // LED
    [InlineData(EmbFormat.DecisionSection, 5, 2, ModelError.BadDecision)] // print frames
    [InlineData(EmbFormat.DecisionSection, 6, 2, ModelError.BadDecision)] // print trace
    public void Read_SettingsByte_IsRefused(uint section, int at, int value, int code)
    {
        int position = SectionTable.Read(new SegmentedModel(Original)).Start(section) + at;
        AssertRefused(Patch(patch => patch.SetByte(position, value)), code);
    }

    private static byte[] Patch(Action<EmbPatch> change)
    {
        var patch = new EmbPatch(Original);
        change(patch);
        return patch.Seal();
    }

    private static void AssertRefused(byte[] file, int code, int? index = null)
    {
        var exception = Assert.Throws<ModelFormatException>(() => ModelReader.Read(new SegmentedModel(file)));
        Assert.Equal(code, exception.Code);
        Assert.Equal(index ?? exception.Index, exception.Index);
    }
}
