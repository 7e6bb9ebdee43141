// SPDX-License-Identifier: MIT
namespace Embedded.Training.Models;

/// <summary>A family of networks. It only plans layers; <see cref="ConvolutionalNetwork"/> computes and trains any plan.</summary>
public interface IArchitecture
{
    /// <summary>The name on the command line and in recipes, such as "mobilenet-v1".</summary>
    string Name { get; }

    /// <summary>The layers of the member that <paramref name="spec"/> names.</summary>
    NetworkPlan Plan(NetworkSpec spec);
}
