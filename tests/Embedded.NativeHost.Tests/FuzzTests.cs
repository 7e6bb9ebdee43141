// SPDX-License-Identifier: MIT
using System.Globalization;
using Embedded.Testing;

namespace Embedded.NativeHost.Tests;

public class FuzzTests
{
    private const int Runs = 10_000;

    [Fact]
    public void Open_FuzzedFiles_NeverLeaveTheirBuffers()
    {
        string folder = Directory.CreateTempSubdirectory("fuzz").FullName;
        try
        {
            string program = Path.Combine(folder, "emb_fuzz");
            string sources = Path.GetDirectoryName(ToolBuild.Sources[0])!;
            string target = Path.Combine(SharedFolder.Repository, "tests", "native", "emb_fuzz.c");
            (int compiled, string errors) = ToolBuild.Compile("clang", ["-std=c99", "-g", "-O1", "-fsanitize=fuzzer,address,undefined", "-I", sources, "-o", program, target, .. ToolBuild.Sources]);
            Assert.SkipUnless(compiled == 0, $"clang with libFuzzer is not on this system: {errors}");
            string corpus = Path.Combine(folder, "corpus");
            Directory.CreateDirectory(corpus);
            File.WriteAllBytes(Path.Combine(corpus, "tiny.emb"), TinyModel.File());
            (int ended, string text) = ToolBuild.Compile(program, ["-seed=1", string.Create(CultureInfo.InvariantCulture, $"-runs={Runs}"), "-max_len=8192", "-timeout=20", corpus]);
            Assert.True(ended == 0, text);
            Assert.Contains($"Done {Runs} runs", text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
