// SPDX-License-Identifier: MIT
using System.Reflection;
using Embedded.Compiler.Formats.Emb;
using Embedded.Inference;

namespace Embedded.Compiler.Tests.Formats;

public class ModelErrorTextTests
{
    private static readonly int[] Codes =
        [.. typeof(ModelError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!)];

    [Fact]
    public void Of_EveryCode_IsASentenceOfItsOwn()
    {
        string[] sentences = Array.ConvertAll(Codes, code => ModelErrorText.Of(code, 7));
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.Equal(Codes.Length, sentences.Distinct().Count());
        Assert.All(Codes, code => Assert.DoesNotContain($"code {code}", ModelErrorText.Of(code, 7))); // the words for unknown codes
        Assert.All(sentences, sentence =>
        {
            Assert.InRange(sentence.Length, 30, 200);
            Assert.DoesNotContain('\n', sentence);
        });
    }

    [Fact]
    public void Of_UnknownCode_NamesTheCode() => Assert.Contains("code 999", ModelErrorText.Of(999, -1));
}
