// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Testing;

namespace Embedded.Compiler.Tests.Analysis;

public class FileSectionTests
{
    [Fact]
    public void AllOf_WrittenModel_SectionsFollowEachOtherToTheEndOfTheFile()
    {
        EmbFile file = EmbFile.Parse(EmbWriter.Write(RandomGraph.MobileNet(1)));

        IReadOnlyList<FileSection> sections = FileSection.AllOf(file.Sections);

        Assert.Equal(["header", "INPT", "TENS", "OPER", "LABL", "DECI", "NOTE", "CNST"], sections.Select(section => section.Name));
        for (int index = 1; index < sections.Count; index++)
        {
            int end = sections[index - 1].Position + sections[index - 1].Bytes;
            Assert.InRange(sections[index].Position, end, end + 15);
        }

        Assert.InRange(file.Bytes.Length, sections[^1].Position + sections[^1].Bytes, sections[^1].Position + sections[^1].Bytes + 15);
        Assert.DoesNotContain(sections, section => section.Holds.Contains("unknown"));
    }
}
