// SPDX-License-Identifier: MIT
namespace Embedded.House.Tests.NanoSubset;

/// <summary>Source that breaks a rule, for every rule and every way in.</summary>
internal static class BadSnippets
{
    /// <summary>What the rules must not complain about.</summary>
    public const string Good = """
        using System;
        using Embedded.Inference;
        using nanoFramework.Hardware.Esp32;
        namespace Embedded.Good;
        public enum Kind { First = 1 }
        public sealed class Source
        {
            public const string Name = "good";
            private static readonly string s_text = "constant";
            private readonly int[][] _rows = new int[2][];
            public int Count { get; set; } = 4;
            public static int Twice(int value) => 2 * value;
            public string Line(Kind kind, object other, uint crc)
            {
                long product = (long)Count * Twice(3) >> 31;
                int number = (int)kind;
                string text = kind == Kind.First ? Name : s_text;
                switch (kind) { case Kind.First: break; default: throw new ArgumentException(); }
                if (other is int known && known > 3) { text += known.ToString(); }
                foreach (int[] row in _rows) { Array.Copy(row, 0, row, 1, 2); }
                return text + " " + number.ToString() + $" {Count} " + crc.ToString("X8") + product.ToString() + (char)65;
            }
        }
        """;

    /// <summary>Rule and snippet.</summary>
    public static TheoryData<string, string> All { get; } = new()
    {
        { "generics", "class C<T> { }" },
        { "generics", "class C { T M<T>(T x) { return x; } }" },
        { "generics", "class C { System.Collections.Generic.List<int> x; }" },
        { "generics", "class C { int M(int[] a) { return System.Array.IndexOf(a, 3); } }" },
        { "generics", "class C { void M() { var x = System.Linq.Enumerable.Range(0, 3); } }" },
        { "multidimensional array", "class C { int[,] x; }" },
        { "multidimensional array", "class C { object x = new int[2, 2]; }" },
        { "floating point", "class C { float x; }" },
        { "floating point", "class C { void M() { var x = 1.5; } }" },
        { "floating point", "class C { System.Double x; }" },
        { "floating point", "class C { object M(int x) { return x * 2f; } }" },
        { "decimal", "class C { decimal x; }" },
        { "decimal", "class C { void M() { var x = 1m; } }" },
        { "dynamic", "class C { dynamic x; }" },
        { "System.Math", "class C { int M(int x) { return System.Math.Abs(x); } }" },
        { "System.Math", "using System; class C { int M(int x) { return Math.Max(x, 1); } }" },
        { "System.Math", "class C { int M(int x) { return (int)MathF.Round(x); } }" },
        { "nullable annotation", "class C { int? x; }" },
        { "nullable annotation", "#nullable enable\nclass C { }" },
        { "nullable annotation", "class C { string M(string x) { return x!; } }" },
        { "span", "class C { void M(System.Span<byte> x) { } }" },
        { "span", "class C { void M(System.ReadOnlySpan<byte> x) { } }" },
        { "span", "class C { void M(SpanByte x) { } }" },
        { "pointer", "unsafe class C { }" },
        { "pointer", "class C { unsafe void M(int* x) { } }" },
        { "pointer", "class C { void M(int[] x) { fixed (int* p = x) { } } }" },
        { "pointer", "class C { void M() { unsafe { } } }" },
        { "stackalloc", "class C { void M() { var x = stackalloc int[3]; } }" },
        { "stackalloc", "class C { void M() { var x = stackalloc[] { 1, 2 }; } }" },
        { "tuple", "class C { (int, int) M() { return default; } }" },
        { "tuple", "class C { void M() { var x = (1, 2); } }" },
        { "tuple", "class C { void M(Pair p) { var (a, b) = p; } }" },
        { "record", "record R(int X);" },
        { "record", "record struct R(int X);" },
        { "readonly or ref struct", "readonly struct S { }" },
        { "readonly or ref struct", "ref struct S { }" },
        { "index or range", "class C { int M(int[] x) { return x[^1]; } }" },
        { "index or range", "class C { int[] M(int[] x) { return x[1..3]; } }" },
        { "using", "using System.Linq; class C { }" },
        { "using", "using System.Collections.Generic; class C { }" },
        { "using", "using System.Text; class C { }" },
        { "using", "using static System.Math; class C { }" },
        { "async", "class C { async void M() { } }" },
        { "async", "class C { void M() { System.Action a = async () => { }; } }" },
        { "yield", "class C { System.Collections.IEnumerable M() { yield return 1; } }" },
        { "query", "class C { object M(int[] x) { return from y in x select y; } }" },
        { "checked", "class C { int M(int x) { return checked(x + 1); } }" },
        { "checked", "class C { void M() { checked { } } }" },
        { "init accessor", "class C { int X { get; init; } }" },
        { "in parameter", "class C { void M(in int x) { } }" },
        { "in parameter", "class C { int x; ref readonly int M() { return ref x; } }" },
        { "#if", "#if DEBUG\nclass C { }\n#endif" },
        { "#if", "#define FAST\nclass C { }" },
        { "collection expression", "class C { int[] x = [1, 2]; }" },
        { "format string", "class C { string M(int x) { return $\"{x:D3}\"; } }" },
        { "format string", "class C { string M(int x) { return x.ToString(\"0.00\"); } }" },
        { "format string", "class C { string M(int x, string f) { return x.ToString(f); } }" },
        { "format string", "class C { string M(int x) { return string.Format(\"{0}\", x); } }" },
        { "enum as text", "enum E { A } class C { string M(E e) { return e.ToString(); } }" },
        { "enum as text", "enum E { A } class C { string M(E e) { return \"e\" + e; } }" },
        { "enum as text", "enum E { A } class C { string M(E e) { return $\"{e}\"; } }" },
        { "enum as text", "enum E { A } class C { object M() { return E.A; } }" },
        { "static state", "class C { static int x; }" },
        { "static state", "class C { static readonly int[] x = new int[3]; }" },
        { "static state", "class C { static readonly object x = new object(); }" },
        { "static state", "class C { static int X { get; set; } }" },
        { "static state", "class C { static int X { get; } = 3; }" },
        { "static state", "class C { static event System.Action X; }" },
        { "allocation in a kernel", "class C { void M() { int[] x = new int[3]; } }" },
        { "allocation in a kernel", "class C { void M() { C x = new(); } }" },
        { "allocation in a kernel", "class C { int[] x = { 1, 2 }; }" },
        { "allocation in a kernel", "class C { string M(string x) { return x + \"y\"; } }" },
        { "allocation in a kernel", "class C { object M(int x) { return x; } }" },
        { "allocation in a kernel", "class C { void M(int x) { System.Action a = () => x++; } }" },
    };

    /// <summary>C# 11 and later.</summary>
    public static TheoryData<string> Newer { get; } =
    [
        "class C { string x = \"\"\"raw\"\"\"; }",
        "class C { required public int X { get; set; } }",
        "class C(int x) { }",
        "class C { bool M(int[] x) { return x is [1, ..]; } }",
        "file class C { }",
        "class C { int[] x = [1, 2]; }",
        "class C { void M( { }",
    ];

    /// <summary>A snippet as if it were a kernel.</summary>
    public static NanoSource Source(string snippet) => new([new SourceFile("firmware/Core/Inference/Kernels/Snippet.cs", snippet)]);
}
