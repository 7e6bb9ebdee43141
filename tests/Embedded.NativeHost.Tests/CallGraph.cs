// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Embedded.NativeHost.Tests;

/// <summary>Who calls whom in the engine, and the bytes of stack each function takes: from gcc's -fcallgraph-info=su.</summary>
internal sealed partial class CallGraph
{
    private readonly Dictionary<string, int> _bytes = [];
    private readonly Dictionary<string, List<string>> _calls = [];
    private readonly HashSet<string> _path = [];

    private CallGraph()
    {
    }

    /// <summary>Functions whose stack is not known when compiling: variable-length arrays.</summary>
    public List<string> Dynamic { get; } = [];

    /// <summary>Functions that call through a pointer: what lies below such a call is not counted.</summary>
    public IEnumerable<string> CallersThroughPointers => _calls.Where(pair => pair.Value.Contains("__indirect_call")).Select(pair => pair.Key);

    /// <summary>Functions on a circle of calls.</summary>
    public List<string> Recursive { get; } = [];

    /// <summary>Compiles every source and reads what gcc says; the calling test is skipped with a reason where gcc cannot.</summary>
    public static CallGraph OfEngine(string optimization)
    {
        var graph = new CallGraph();
        string folder = Directory.CreateTempSubdirectory("stack").FullName;
        try
        {
            foreach (string source in ToolBuild.Sources)
            {
                string name = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
                (int exitCode, string errors) = ToolBuild.Compile("gcc", ["-std=c99", optimization, "-fcallgraph-info=su", "-c", "-o", name + ".o", source]);
                Assert.SkipUnless(exitCode == 0, $"gcc writes no call graph on this system: {errors}");
                graph.Read(File.ReadAllText(name + ".ci"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return graph;
    }

    /// <summary>The deepest stack below a function, its own included; functions outside the engine count nothing.</summary>
    public int Deepest(string function)
    {
        if (!_path.Add(function))
        {
            Recursive.Add(function);
            return 0;
        }

        int below = _calls.TryGetValue(function, out List<string>? called) ? called.Max(Deepest) : 0;
        _path.Remove(function);
        return _bytes.GetValueOrDefault(function) + below;
    }

    private void Read(string text)
    {
        foreach (Match node in Node().Matches(text))
        {
            string name = node.Groups[1].Value;
            _bytes[name] = int.Parse(node.Groups[2].Value, CultureInfo.InvariantCulture);
            if (node.Groups[3].Value != "static")
            {
                Dynamic.Add(name);
            }
        }

        foreach (Match edge in Edge().Matches(text))
        {
            if (!_calls.TryGetValue(edge.Groups[1].Value, out List<string>? called))
            {
                _calls[edge.Groups[1].Value] = called = [];
            }

            called.Add(edge.Groups[2].Value);
        }
    }

    [GeneratedRegex("node: \\{ title: \"([^\"]+)\" label: \"[^\"]*\\\\n(\\d+) bytes \\(([^)]*)\\)")]
    private static partial Regex Node();

    [GeneratedRegex("edge: \\{ sourcename: \"([^\"]+)\" targetname: \"([^\"]+)\"")]
    private static partial Regex Edge();
}
