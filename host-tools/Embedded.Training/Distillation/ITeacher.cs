// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>Says what a batch of pictures shows, for a student to learn from.</summary>
internal interface ITeacher : IDisposable
{
    /// <summary>What the teacher thinks of a batch.</summary>
    /// <param name="view">The pass over the pictures.</param>
    /// <param name="batch">The batch's number in the view, from 0.</param>
    /// <param name="input">What the student sees of it [batch, channels, height, width].</param>
    /// <returns>Probabilities [batch, classes] at the run's temperature, and pooled features [batch, any].</returns>
    (Tensor Probabilities, Tensor Features) Answer(DataView view, int batch, Tensor input);
}
