// SPDX-License-Identifier: MIT
using Embedded.Cli.Rendering;
using Embedded.Compiler.Analysis;
using Embedded.Data;
using Embedded.Inference;
using Embedded.Training.Models;
using Embedded.Vision;

namespace Embedded.Cli.Reporting;

/// <summary>Pictures in the page itself, cut and sized as the network sees them.</summary>
internal static class PictureFigure
{
    private const int LargestSide = 128;
    private const int Quality = 82;

    /// <summary>Writes a picture with what it is and what the network says.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="facts">Holds the picture and the outcome.</param>
    /// <param name="index">Which one of the pictures of <see cref="ReportFacts.Main"/>.</param>
    public static void Write(HtmlWriter html, ReportFacts facts, int index)
    {
        FrameOutcome outcome = facts.Main!.Result.Outcomes[index];
        IReadOnlyList<string> names = facts.Main.Result.Confusion.Labels;
        string actual = Tables.Name(names[outcome.Actual]);
        string said = $"{Tables.Name(names[outcome.Predicted])} {Sureness(outcome)}".TrimEnd();
        using (html.Open("figure"))
        {
            html.Void("img", ("src", DataUri(facts.Pictures!.Get(index), facts.Recipe.Network)), ("alt", outcome.IsCorrect ? $"{actual}, recognized" : $"{actual}, taken for {said}"), ("loading", "lazy"));
            using (html.Open("figcaption"))
            {
                html.Element("span", outcome.IsCorrect ? said : actual);
                if (!outcome.IsCorrect)
                {
                    html.Element("span", said, ("class", "said"));
                }

                html.Element("span", facts.Pictures.Samples[index].Path, ("class", "file"));
            }
        }
    }

    private static string Sureness(FrameOutcome outcome) => outcome.Percent < 0 ? "" : $"{outcome.Percent} %";

    private static string DataUri(Picture picture, NetworkSpec network)
    {
        int side = Math.Min(network.Size, LargestSide);
        Frame seen = PictureFrames.ToInput(picture, new InputSpec(side, side, network.Channels, ResizeMethod.Area, null!));
        return "data:image/jpeg;base64," + Convert.ToBase64String(PictureFile.EncodeJpeg(PictureFrames.From(seen), Quality));
    }
}
