// SPDX-License-Identifier: MIT
using Embedded.Inference;

namespace Embedded.DeviceTests;

/// <summary>The engines in C# that must compute what the PC computed.</summary>
internal static class KernelSets
{
    /// <summary>New kernels of every kind; one serves one interpreter.</summary>
    public static IKernels[] All()
    {
        return new IKernels[]
        {
            new ReferenceKernels(),
            new LaneKernels(),
        };
    }
}
