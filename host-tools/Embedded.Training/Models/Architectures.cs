// SPDX-License-Identifier: MIT
namespace Embedded.Training.Models;

/// <summary>The architectures that can be trained.</summary>
public static class Architectures
{
    private static readonly IArchitecture[] s_all = [new MobileNetV1(), new MobileNetV2()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(s_all, architecture => architecture.Name);

    /// <summary>The architecture of that name.</summary>
    /// <exception cref="RecipeException">There is none.</exception>
    public static IArchitecture Find(string name) =>
        Array.Find(s_all, architecture => architecture.Name == name)
        ?? throw new RecipeException($"There is no architecture \"{name}\"; choose one of: {string.Join(", ", Names)}.");

    /// <summary>The layers of one network.</summary>
    /// <exception cref="RecipeException"><paramref name="spec"/> is impossible.</exception>
    public static NetworkPlan Plan(NetworkSpec spec)
    {
        spec.Validate();
        return Find(spec.Architecture).Plan(spec);
    }
}
