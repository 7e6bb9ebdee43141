// SPDX-License-Identifier: MIT
// Sutskever et al. 2013, in the form torch uses: velocity = momentum velocity + gradient, step along gradient + momentum velocity.
using Embedded.Training.Models;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.Optimization;

/// <summary>Stochastic gradient descent with Nesterov momentum; weight decay is part of the gradient.</summary>
internal sealed class Sgd(NetworkState state, OptimizerSettings settings, double backboneRate) : Optimizer(state, settings, backboneRate, "velocity")
{
    public override void Step(Tensor trained, Tensor gradients, double learningRate, long step)
    {
        Tensor velocity = Memory["velocity"];
        gradients.addcmul_(trained, Decays, Number(Settings.WeightDecay));
        velocity.mul_(Number(Settings.Momentum)).add_(gradients);
        gradients.add_(velocity, Number(Settings.Momentum));
        trained.add_(Rates is null ? gradients : gradients.mul_(Rates), Number(-learningRate));
    }
}
