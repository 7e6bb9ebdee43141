// SPDX-License-Identifier: MIT
namespace Embedded.Training;

/// <summary>What computes a training.</summary>
public enum ComputeDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>NVIDIA's graphics card; needs a build with the CUDA libtorch.</summary>
    Cuda,
}
