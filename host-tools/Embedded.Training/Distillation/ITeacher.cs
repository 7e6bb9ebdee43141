// SPDX-License-Identifier: MIT
using Embedded.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Distillation;

/// <summary>Says what a batch of pictures shows, for a student to learn from.</summary>
internal interface ITeacher : IDisposable
{
    /// <summary>What the teacher thinks of a batch.</summary>
    /// <param name="batch">The pictures before they were mixed.</param>
    /// <param name="view">Which view of the pictures the batch holds.</param>
    /// <param name="input">The student's input [batch, channels, height, width], mixed.</param>
    /// <param name="mix">How it was mixed, or null.</param>
    /// <returns>Probabilities [batch, classes] at the run's temperature, and pooled features [batch, any].</returns>
    (Tensor Probabilities, Tensor Features) Answer(Batch batch, int view, Tensor input, PictureMix? mix);
}
