// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Training.Models;

namespace Embedded.Training.Transfer;

/// <summary>A layer of the trained network, in the layout of <see cref="VariableLayout"/>.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Window">Filter and strides; its padding belongs to the trained network's input size.</param>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Weights">[outC, filterH, filterW, inC], inC 1 if depthwise.</param>
/// <param name="Bias">[outC]</param>
/// <param name="Activation">The clamp.</param>
internal sealed record SourceLayer(LayerKind Kind, Window Window, int Inputs, int Outputs, float[] Weights, float[] Bias, Activation Activation)
{
    /// <summary>Values of one filter.</summary>
    public int FilterLength => Weights.Length / Outputs;

    private int Taps => Window.FilterHeight * Window.FilterWidth;

    /// <summary>Sum of the weights' magnitudes over each input channel: [inC]. Not for depthwise layers.</summary>
    public double[] MagnitudeByInput()
    {
        var sums = new double[Inputs];
        for (int index = 0; index < Weights.Length; index++)
        {
            sums[index % Inputs] += Math.Abs(Weights[index]);
        }

        return sums;
    }

    /// <summary>The layer with some of its channels.</summary>
    /// <param name="inputs">Input channels to keep, in order.</param>
    /// <param name="outputs">Output channels to keep, in order; a depthwise layer's are its inputs.</param>
    public SourceLayer Keep(int[] inputs, int[] outputs)
    {
        int[] filterInputs = Kind == LayerKind.Depthwise ? [0] : inputs;
        int filterChannels = Kind == LayerKind.Depthwise ? 1 : Inputs;
        var weights = new float[outputs.Length * Taps * filterInputs.Length];
        int at = 0;
        foreach (int output in outputs)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                foreach (int input in filterInputs)
                {
                    weights[at++] = Weights[(((output * Taps) + tap) * filterChannels) + input];
                }
            }
        }

        return this with { Inputs = inputs.Length, Outputs = outputs.Length, Weights = weights, Bias = Array.ConvertAll(outputs, output => Bias[output]) };
    }
}
