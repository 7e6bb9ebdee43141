// SPDX-License-Identifier: MIT
// Reads an .emb file (docs/model-format.md) and checks everything once, so that the engine can trust what it runs: no
// length, index or offset of the file is believed before it has been compared with the file and with the arena.
using Embedded.Decision;
using Embedded.Vision;

namespace Embedded.Inference;

/// <summary>Turns the bytes of a model file into a checked <see cref="Model"/>.</summary>
public sealed class ModelReader
{
    private const int InfinityBits = 0x7F800000; // IEEE 754 single; the bits of positive numbers have the numbers' order

    private readonly ByteReader _reader;
    private readonly SectionTable _sections;
    private readonly bool _keepsConstants;

    private ModelReader(ByteReader reader, bool keepsConstants)
    {
        _reader = reader;
        _keepsConstants = keepsConstants;
        _sections = SectionTable.Read(reader);
    }

    /// <summary>Reads and checks a model.</summary>
    /// <exception cref="ModelFormatException">The file is no valid model; the code says why.</exception>
    public static Model Read(IModelSource source)
    {
        return new ModelReader(new ByteReader(source), true).ReadModel();
    }

    /// <summary>Checks a model as <see cref="Read"/> does but leaves its constants in the file, for an engine that reads them there.</summary>
    /// <exception cref="ModelFormatException">The file is no valid model; the code says why.</exception>
    public static Model ReadPlan(IModelSource source)
    {
        return new ModelReader(new ByteReader(source), false).ReadModel();
    }

    private Model ReadModel()
    {
        byte[] spec = _reader.Block(_sections.Start(EmbFormat.InputSection), _sections.Length(EmbFormat.InputSection));
        if (spec.Length < EmbFormat.InputBytes)
        {
            throw new ModelFormatException(ModelError.BadInput, -1);
        }

        Tensor[] tensors = ReadTensors();
        int input = ByteReader.U16(spec, 8);
        int output = ByteReader.U16(spec, 10);
        if (input >= tensors.Length || output >= tensors.Length)
        {
            throw new ModelFormatException(ModelError.BadInput, -1);
        }

        InputSpec inputSpec = ReadInputSpec(spec, tensors[input]);
        Operator[] operators = new OperatorReader(_reader, _sections, tensors, _keepsConstants).ReadAll();
        new ArenaCheck(tensors, operators).Run(tensors[input], tensors[output]);
        return new Model(
            inputSpec,
            tensors,
            operators,
            tensors[input],
            tensors[output],
            ReadLabels(tensors[output].Count),
            ReadDecision(tensors[output].Count),
            _sections.ArenaBytes,
            _sections.Crc,
            _keepsConstants);
    }

    private Tensor[] ReadTensors()
    {
        byte[] table = _reader.Block(_sections.Start(EmbFormat.TensorSection), _sections.Length(EmbFormat.TensorSection));
        int count = table.Length / EmbFormat.TensorBytes;
        if (count == 0 || count > EmbFormat.MaxTensors || count * EmbFormat.TensorBytes != table.Length)
        {
            throw new ModelFormatException(ModelError.BadSection, -1);
        }

        Tensor[] tensors = new Tensor[count];
        for (int index = 0; index < count; index++)
        {
            int at = index * EmbFormat.TensorBytes;
            int height = ByteReader.U16(table, at);
            int width = ByteReader.U16(table, at + 2);
            int channels = ByteReader.U16(table, at + 4);
            int rank = table[at + 6];
            int offset = ByteReader.I32(table, at + 8);
            int scaleBits = ByteReader.I32(table, at + 12);
            int zeroPoint = ByteReader.I32(table, at + 16);
            long bytes = (long)height * width * channels; // at most 2^48
            bool isPlaced = bytes >= 1 && offset >= 0 && bytes <= _sections.ArenaBytes && offset <= _sections.ArenaBytes - bytes;
            bool isScaled = scaleBits > 0 && scaleBits < InfinityBits && zeroPoint >= -128 && zeroPoint <= 127;
            if (!isPlaced || !isScaled || !(rank == 4 || (rank == 2 && height == 1 && width == 1)))
            {
                throw new ModelFormatException(ModelError.BadTensor, index);
            }

            tensors[index] = new Tensor(height, width, channels, rank, offset, scaleBits, zeroPoint);
        }

        return tensors;
    }

    private static InputSpec ReadInputSpec(byte[] spec, Tensor input)
    {
        int channels = ByteReader.U16(spec, 4);
        int mapping = spec[7];
        if (channels == 0)
        {
            return null; // the input is no picture
        }

        if (ByteReader.U16(spec, 0) != input.Height || ByteReader.U16(spec, 2) != input.Width || channels != input.Channels
            || (channels != 1 && channels != 3) || spec[6] > 1 || mapping > 1
            || spec.Length != EmbFormat.InputBytes + (mapping == 1 ? 256 : 0))
        {
            throw new ModelFormatException(ModelError.BadInput, -1);
        }

        sbyte[] table = null;
        if (mapping == 1)
        {
            table = new sbyte[256];
            for (int pixel = 0; pixel < 256; pixel++)
            {
                table[pixel] = (sbyte)spec[EmbFormat.InputBytes + pixel];
            }
        }

        return new InputSpec(input.Height, input.Width, channels, (ResizeMethod)spec[6], table);
    }

    private string[] ReadLabels(int classes)
    {
        byte[] block = _reader.Block(_sections.Start(EmbFormat.LabelSection), _sections.Length(EmbFormat.LabelSection));
        int count = block.Length < 2 ? -1 : ByteReader.U16(block, 0);
        if (count != 0 && count != classes)
        {
            throw new ModelFormatException(ModelError.BadLabels, -1);
        }

        string[] labels = new string[count];
        int at = 2;
        for (int index = 0; index < count; index++)
        {
            if (at >= block.Length || at + 1 + block[at] > block.Length)
            {
                throw new ModelFormatException(ModelError.BadLabels, index);
            }

            labels[index] = Utf8.Decode(block, at + 1, block[at]);
            if (labels[index] == null)
            {
                throw new ModelFormatException(ModelError.BadLabels, index);
            }

            at += 1 + block[at];
        }

        return labels;
    }

    private DecisionSettings ReadDecision(int classes)
    {
        byte[] block = _reader.Block(_sections.Start(EmbFormat.DecisionSection), _sections.Length(EmbFormat.DecisionSection));
        if (block.Length != EmbFormat.DecisionBytes || block[0] < 1 || block[0] > DecisionSettings.MaxSmoothing || block[1] > 100
            || block[4] > 2 || block[5] > 1 || block[6] > 1 || ByteReader.I16(block, 2) < -1 || ByteReader.I16(block, 2) >= classes)
        {
            throw new ModelFormatException(ModelError.BadDecision, -1);
        }

        DecisionSettings settings = new DecisionSettings();
        settings.Smoothing = block[0];
        settings.Threshold = block[1];
        settings.LedClass = ByteReader.I16(block, 2);
        settings.Led = (LedKind)block[4];
        settings.PrintFrames = block[5] == 1;
        settings.PrintTrace = block[6] == 1;
        return settings;
    }
}
