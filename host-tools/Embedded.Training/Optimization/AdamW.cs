// SPDX-License-Identifier: MIT
// Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2, with torch's usual constants.
using Embedded.Training.Models;
using static Embedded.Training.Native.Scalars;
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
        trained.addcmul_(trained, Rates is null ? Decays : Decays * Rates, Number(-learningRate * Settings.WeightDecay));
        mean.mul_(Number(MeanDecay)).add_(gradients, Number(1 - MeanDecay));
        square.mul_(Number(SquareDecay)).addcmul_(gradients, gradients, Number(1 - SquareDecay));
        Tensor divisor = square.sqrt().mul_(Number(1 / Math.Sqrt(squareCorrection))).add_(Number(Epsilon));
        trained.addcdiv_(Rates is null ? mean : mean * Rates, divisor, Number(-learningRate / meanCorrection));
    }
}
