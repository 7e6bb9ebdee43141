// SPDX-License-Identifier: MIT
// Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2, with torch's usual constants.
using Embedded.Training.Models;
using static TorchSharp.torch;

namespace Embedded.Training.Optimization;

/// <summary>Adam with decoupled weight decay.</summary>
internal sealed class AdamW(NetworkState state, OptimizerSettings settings, double backboneRate) : Optimizer(state, settings, backboneRate, "mean", "square")
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Epsilon = 1e-8;

    public override void Step(Tensor trained, Tensor gradients, double learningRate, long step)
    {
        Tensor mean = Memory["mean"];
        Tensor square = Memory["square"];
        double meanCorrection = 1 - Math.Pow(MeanDecay, step + 1);
        double squareCorrection = 1 - Math.Pow(SquareDecay, step + 1);
        trained.addcmul_(trained, Rates is null ? Decays : Decays * Rates, -learningRate * Settings.WeightDecay);
        mean.mul_(MeanDecay).add_(gradients, 1 - MeanDecay);
        square.mul_(SquareDecay).addcmul_(gradients, gradients, 1 - SquareDecay);
        Tensor divisor = square.sqrt().mul_(1 / Math.Sqrt(squareCorrection)).add_(Epsilon);
        trained.addcdiv_(Rates is null ? mean : mean * Rates, divisor, -learningRate / meanCorrection);
    }
}
