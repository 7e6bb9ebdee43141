// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>How far a run has come and which epoch was its best.</summary>
internal sealed class RunStanding
{
    /// <summary>Finished epochs.</summary>
    public int Epochs { get; set; }

    public int BestEpoch { get; set; }

    public double BestAccuracy { get; set; } = -1;

    public double BestLoss { get; set; } = double.MaxValue;

    /// <summary>Takes in an epoch; it is the best if its accuracy is higher, or equal at a lower loss, or if the last one is kept.</summary>
    public void Add(int epoch, double accuracy, double loss, bool keepLast)
    {
        Epochs = epoch;
        if (keepLast || accuracy > BestAccuracy || (accuracy == BestAccuracy && loss < BestLoss))
        {
            BestEpoch = epoch;
            BestAccuracy = accuracy;
            BestLoss = loss;
        }
    }
}
