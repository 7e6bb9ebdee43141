// SPDX-License-Identifier: MIT
using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.Training.Native;

/// <summary>Where libtorch computes, and how its results come back.</summary>
internal static class Computing
{
    /// <summary>From now on new tensors are made on the recipe's device, and its number of threads computes.</summary>
    /// <exception cref="RecipeException">There is no such device, or this build cannot use it.</exception>
    public static void Start(TrainingRecipe recipe)
    {
        RequireDevice(recipe.Device);
        set_num_threads(recipe.Threads);
        set_default_device(recipe.Device == ComputeDevice.Cuda ? CUDA : CPU);
    }

    /// <summary>Checks that the device can be used.</summary>
    /// <exception cref="RecipeException">It cannot; the message says what to do.</exception>
    public static void RequireDevice(ComputeDevice device)
    {
        if (device == ComputeDevice.Cuda && !cuda.is_available())
        {
            throw new RecipeException("There is no CUDA device that this build can use: build the tools with -p:Cuda=true on a machine with an NVIDIA graphics card and its driver, or leave --device cuda out.");
        }
    }

    /// <summary>The values in the processor's memory, in the tensor's order.</summary>
    public static T[] ToHost<T>(this Tensor values)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().contiguous().data<T>().ToArray();
    }
}
