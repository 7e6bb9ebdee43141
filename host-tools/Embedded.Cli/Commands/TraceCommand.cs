// SPDX-License-Identifier: MIT
using System.CommandLine;
using Embedded.Cli.Inputs;
using Embedded.Cli.Shell;
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Inference;

namespace Embedded.Cli.Commands;

/// <summary>Runs one frame and prints what every operator put out, for comparison with a board or another engine.</summary>
internal sealed class TraceCommand : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "An .emb file, or an int8 .tflite file" };
    private readonly Argument<string> _input = new("INPUT") { Description = "A picture, raw grey pixels (.gray) or the raw input tensor (.s8)" };
    private readonly EngineOption _engine = new();

    public TraceCommand()
        : base(
            "trace",
            "Run one frame and print shape, scale, zero point and CRC-32 of every operator's output, tab separated; offset counts through all outputs one after the other.",
            "embedded trace model.emb rose.jpg",
            "embedded trace model.emb frame.gray > frame.ops.tsv",
            "embedded trace network.tflite input.s8",
            "embedded trace model.emb rose.jpg --engine native")
    {
        Add(_model);
        Add(_input);
        Add(_engine.Option);
    }

    public override int Run(ParseResult parse, Session session)
    {
        ModelInput network = ModelInput.Load(parse.GetRequiredValue(_model));
        Model model = network.File.Model;
        sbyte[] input = InputTensor.Load(parse.GetRequiredValue(_input), model, network.IsChannelsFirst);
        IEngine engine = _engine.For(network.File, parse)();
        IReadOnlyList<TraceRow> rows = network.Original is { } original ? TfLiteTrace.Run(original, engine, input) : Tracer.Run(engine, input);
        session.FinishLines(Document(rows), [TraceRow.Header, .. rows.Select(row => row.ToTsv())]);
        return ExitCode.Ok;
    }

    private static object Document(IReadOnlyList<TraceRow> rows) => new
    {
        operators = rows.Select(row => new
        {
            row.Op,
            row.Opcode,
            row.Shape,
            row.Scale,
            row.ZeroPoint,
            row.Bytes,
            row.Offset,
            crc32 = $"{row.Crc32:x8}",
        }),
    };
}
