// SPDX-License-Identifier: MIT
using Embedded.Training.Models;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;

namespace Embedded.Training.Optimization;

/// <summary>
/// The exponential moving average of a network's variables and statistics (Polyak averaging): smoother, and better on new
/// pictures, than the last step's. It is what validation measures and what is exported. Frozen layers are left out: averaging equal
/// numbers would round them.
/// </summary>
internal sealed class MovingAverage(NetworkState average, double decay, bool classifierOnly = false)
{
    /// <summary>The averaged network.</summary>
    public NetworkState Average { get; } = average;

    /// <summary>Takes in the network after step <paramref name="step"/>, counted from 0.</summary>
    public void Add(NetworkState current, long step)
    {
        double keep = Math.Min(decay, (1.0 + step) / (10.0 + step));
        if (classifierOnly)
        {
            VariableLayout layout = Average.Layout;
            int count = layout.TrainedCount - layout.BackboneCount;
            Average.Trained.narrow(0, layout.BackboneCount, count).mul_(Number(keep)).add_(current.Trained.narrow(0, layout.BackboneCount, count), Number(1 - keep));
            return;
        }

        Average.Trained.mul_(Number(keep)).add_(current.Trained, Number(1 - keep));
        Average.Statistics.mul_(Number(keep)).add_(current.Statistics, Number(1 - keep));
    }
}
