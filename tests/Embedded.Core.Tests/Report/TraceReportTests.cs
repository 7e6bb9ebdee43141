// SPDX-License-Identifier: MIT
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;
using Embedded.Report;
using Embedded.Testing;

namespace Embedded.Core.Tests.Report;

public class TraceReportTests
{
    [Fact]
    public void Write_AfterARun_PrintsTheSumsThatAnotherRunGives()
    {
        Model model = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(seed: 3, classes: 30))).Model;
        var random = new Random(9);
        sbyte[] input = [.. Enumerable.Range(0, model.Input.Count).Select(_ => (sbyte)random.Next(-128, 128))];
        var console = new RecordingConsole();
        var interpreter = new Interpreter(model, new ReferenceKernels());
        var engine = new ArenaEngine(interpreter);
        var checkSums = new uint[1 + model.Operators.Length];
        var values = new sbyte[model.Output.Count];

        input.CopyTo(interpreter.Arena, model.Input.Offset);
        engine.Run(checkSums);
        engine.CopyOutput(values);
        new TraceReport(console).Write(12, checkSums, values);

        var sums = new Sums();
        var other = new Interpreter(model, new ReferenceKernels()) { Observer = sums };
        input.CopyTo(other.Arena, model.Input.Offset);
        string inputSum = Sums.Of(other.Arena, model.Input);
        other.Run();
        List<string> expected = [$"t 12 input {inputSum}", .. sums.Lines.Select((sum, index) => $"t 12 {index} {sum}")];
        sbyte[] outputs = other.Arena[model.Output.Offset..model.Output.End];
        expected.Add("o 12 0 " + string.Join(' ', outputs[..12]));
        expected.Add("o 12 12 " + string.Join(' ', outputs[12..24]));
        expected.Add("o 12 24 " + string.Join(' ', outputs[24..]));
        string lines = string.Concat(expected.Select(line => line + "\n"));
        var crc = new Crc32();
        crc.Add(System.Text.Encoding.ASCII.GetBytes(lines), 0, lines.Length);
        expected.Add($"s 12 {crc.Value:x8}");
        Assert.Equal(expected, console.Lines);
        var grammar = ConsoleGrammar.Load();
        Assert.All(console.Lines, line => Assert.True(grammar.Matches("line", line) && line.Length <= 80, line));
    }

    private sealed class Sums : IOperatorObserver
    {
        public List<string> Lines { get; } = [];

        public static string Of(sbyte[] arena, Tensor tensor)
        {
            var crc = new Crc32();
            crc.Add(arena, tensor.Offset, tensor.Count);
            return crc.Value.ToString("x8");
        }

        public void OnOperator(int index, Operator op, sbyte[] arena) => Lines.Add(Of(arena, op.Output));
    }
}
