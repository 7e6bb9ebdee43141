// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;
using Embedded.Data;
using Embedded.Report;
using Embedded.Vision;

namespace Embedded.Compiler.Formats.Source;

/// <summary>A picture as it is built into an application.</summary>
/// <param name="Name">What the board calls it: at most 15 ASCII characters without spaces.</param>
/// <param name="Pixels">[height, width, channels] of the network's input; preprocessing changes no pixel of it.</param>
/// <param name="Outputs">[classes] what the integer engine computes for it.</param>
public sealed record BakedPicture(string Name, byte[] Pixels, sbyte[] Outputs)
{
    /// <summary>Prepares a picture for a model.</summary>
    /// <exception cref="ArgumentException">The model's input is no picture.</exception>
    public static BakedPicture Of(EmbFile file, string name, Picture picture)
    {
        var classifier = new FrameClassifier(file.Model);
        Frame frame = PictureFrames.ToInput(picture, file.Model.InputSpec!);
        classifier.Run(frame);
        return new BakedPicture(new ClassNames([name], 1)[0], frame.Pixels, classifier.Output.ToArray());
    }
}
