// SPDX-License-Identifier: MIT
using Embedded.Data;
using Embedded.Vision;

namespace Embedded.Compiler.Quantization;

/// <summary>Preprocessed pictures for the quantizer.</summary>
public static class CalibrationSet
{
    /// <summary>Preprocesses up to <paramref name="count"/> pictures, spread evenly over the data set and so over its classes.</summary>
    /// <param name="pictures">The decoded pictures.</param>
    /// <param name="input">What the network takes.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>int8 tensors [height, width, channels].</returns>
    /// <exception cref="QuantizationException">The network takes colour and all pictures are grey.</exception>
    public static IReadOnlyList<sbyte[]> Prepare(PictureCache pictures, InputSpec input, int count, CancellationToken cancellation = default) =>
        Prepare(pictures, input, EvenSpread.Indices(pictures.Samples.Count, count), cancellation);

    /// <summary>Preprocesses the pictures that are named.</summary>
    /// <param name="pictures">The decoded pictures.</param>
    /// <param name="input">What the network takes.</param>
    /// <param name="chosen">Indices of pictures.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>int8 tensors [height, width, channels].</returns>
    /// <exception cref="QuantizationException">The network takes colour and all pictures are grey.</exception>
    public static IReadOnlyList<sbyte[]> Prepare(PictureCache pictures, InputSpec input, IReadOnlyList<int> chosen, CancellationToken cancellation = default)
    {
        var preprocessor = new Preprocessor(input);
        var tensors = new sbyte[chosen.Count][];
        for (int index = 0; index < chosen.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            tensors[index] = new sbyte[input.Height * input.Width * input.Channels];
            preprocessor.Run(pictures.Get(chosen[index]).ToFrame(), tensors[index], 0);
        }

        if (input.Channels == 3 && chosen.Count > 0 && tensors.All(IsGrey))
        {
            throw new QuantizationException("the calibration pictures are all grey (1 channel) but the network takes 3 channels; give colour pictures like those it was trained on");
        }

        return tensors;
    }

    private static bool IsGrey(sbyte[] tensor)
    {
        for (int index = 0; index < tensor.Length; index += 3)
        {
            if (tensor[index] != tensor[index + 1] || tensor[index] != tensor[index + 2])
            {
                return false;
            }
        }

        return true;
    }
}
