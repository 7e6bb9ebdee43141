// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training;

/// <summary>
/// How the pictures of a batch are mixed with those at the mirrored places of the batch, their labels with them: blended (mixup, Zhang et
/// al. 2018, arXiv 1710.09412), or a rectangle pasted (CutMix, Yun et al. 2019, arXiv 1905.04899).
/// </summary>
/// <param name="Share">What a picture keeps of its own, 0 to 1.</param>
/// <param name="Cut">Top, left, height and width of the pasted rectangle as shares of the picture, or null for blending.</param>
internal sealed record PictureMix(double Share, (double Top, double Left, double Height, double Width)? Cut = null)
{
    /// <summary>Draws a batch's mix; null for none.</summary>
    /// <param name="recipe">How much is mixed.</param>
    /// <param name="view">With <paramref name="batch"/> it names the random stream.</param>
    /// <param name="batch">The batch's number in its view, from 0.</param>
    public static PictureMix? Draw(TrainingRecipe recipe, DataView view, int batch)
    {
        SeededRandom random = view.MixOf(batch);
        if (recipe.CutMix > 0 && random.Chance(recipe.CutMix))
        {
            double side = Math.Sqrt(1 - random.NextDouble()); // CutMix, equation 2: the kept share is uniform
            return new PictureMix(1 - (side * side), (random.NextDouble() * (1 - side), random.NextDouble() * (1 - side), side, side));
        }

        return recipe.Mixup > 0 ? new PictureMix(random.Beta(recipe.Mixup)) : null;
    }

    /// <summary>Mixes pictures [batch, channels, height, width]; the share of a pasted rectangle is rounded to whole pixels.</summary>
    /// <returns>The mixed pictures, and the mix with the share that they really have.</returns>
    public (Tensor Mixed, PictureMix Exact) Pictures(Tensor input)
    {
        if (Cut is not { } cut)
        {
            return (input.mul(Number(Share)).add_(input.flip(0), Number(1 - Share)), this);
        }

        long height = input.shape[2];
        long width = input.shape[3];
        long top = Pixels(cut.Top, height);
        long left = Pixels(cut.Left, width);
        long rows = Math.Min(Pixels(cut.Height, height), height - top);
        long columns = Math.Min(Pixels(cut.Width, width), width - left);
        Tensor mixed = input.clone();
        mixed.narrow(2, top, rows).narrow(3, left, columns).copy_(input.flip(0).narrow(2, top, rows).narrow(3, left, columns));
        return (mixed, this with { Share = 1 - ((double)(rows * columns) / (height * width)) });
    }

    private static long Pixels(double share, long side) => (long)Math.Round(share * side);
}
