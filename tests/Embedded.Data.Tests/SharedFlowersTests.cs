// SPDX-License-Identifier: MIT
using Embedded.Testing;

namespace Embedded.Data.Tests;

public sealed class SharedFlowersTests
{
    [Fact]
    public void Check_RealPhotographs_AreAllReadAndTheDoublyLabelledOnesFound()
    {
        string folder = SharedFolder.Require("data", "flowers128");

        DatasetReport report = DatasetReport.Check(folder);

        Assert.Equal(["daisy", "dandelion", "rose", "sunflower", "tulip"], report.Labels);
        Assert.Equal([532, 724, 555, 507, 684], report.Parts[0].Classes.Select(count => count.Pictures));
        Assert.Equal([121, 166, 113, 111, 151], report.Parts[1].Classes.Select(count => count.Pictures));
        Assert.All(report.Parts, part => Assert.Empty(part.Unreadable));
        Assert.Equal(new PictureSize(128, 128), report.Largest);
        Assert.Equal(3, report.Duplicates.Count(group => group.AcrossClasses));
        Assert.DoesNotContain(report.Duplicates, group => group.AcrossParts);
        Assert.Equal((15, 4), (report.NearDuplicates.Count, report.NearDuplicates.Count(pair => pair.AcrossParts)));
        Assert.Contains("4 of the pictures of val look like one of train, so the measured accuracy will be too high.", report.Warnings);
    }
}
