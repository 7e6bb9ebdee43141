// SPDX-License-Identifier: MIT
using TorchSharp;
using static Embedded.Training.Native.Scalars;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Embedded.Training.Distillation;

/// <summary>The loss of a student that has labels and a teacher; see <see cref="DistillationSettings"/>.</summary>
internal static class DistillationLoss
{
    private const double Least = 1e-12; // so that a norm of zero gives no division by zero

    /// <summary>(1 - w) hard + w T^2 KL(teacher || student) + f (1 - alignment), the mean over the batch.</summary>
    /// <param name="settings">w, T and f.</param>
    /// <param name="hardLoss">From the labels.</param>
    /// <param name="scores">The student's [batch, classes].</param>
    /// <param name="features">The student's [batch, features].</param>
    /// <param name="taught">The teacher's probabilities at T [batch, classes], and features [batch, any].</param>
    public static Tensor Of(DistillationSettings settings, Tensor hardLoss, Tensor scores, Tensor features, (Tensor Probabilities, Tensor Features) taught)
    {
        Tensor given = Functional.log_softmax(scores / Number(settings.Temperature), 1);
        Tensor wanted = taught.Probabilities.clamp_min(Number(Least)).log();
        Tensor divergence = (taught.Probabilities * (wanted - given)).sum(1).mean();
        Tensor loss = (hardLoss * Number(1 - settings.Weight)) + (divergence * Number(settings.Weight * settings.Temperature * settings.Temperature));
        return settings.FeatureWeight == 0 ? loss : loss + (Alignment(features, taught.Features) * Number(-settings.FeatureWeight)) + Number(settings.FeatureWeight);
    }

    /// <summary>
    /// Linear centred kernel alignment (Kornblith et al. 2019, arXiv 1905.00414, section 3): 1 if pictures that are alike for the one network
    /// are as alike for the other, whatever the number of features and their scale; at least 0.
    /// </summary>
    public static Tensor Alignment(Tensor first, Tensor second)
    {
        Tensor one = Likeness(first);
        Tensor other = Likeness(second);
        return (one * other).sum() / (one.norm() * other.norm()).clamp_min(Number(Least));
    }

    /// <summary>[batch, batch] scalar products of the features, their mean over the batch taken away.</summary>
    private static Tensor Likeness(Tensor features)
    {
        Tensor centred = features - features.mean([0], keepdim: true);
        return centred.matmul(centred.t());
    }
}
