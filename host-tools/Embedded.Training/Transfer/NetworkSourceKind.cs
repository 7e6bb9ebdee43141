// SPDX-License-Identifier: MIT
namespace Embedded.Training.Transfer;

/// <summary>What a trained network is kept in.</summary>
public enum NetworkSourceKind
{
    /// <summary>The folder of a training run.</summary>
    Run,

    /// <summary>A TensorFlow Lite file.</summary>
    Tflite,
}
