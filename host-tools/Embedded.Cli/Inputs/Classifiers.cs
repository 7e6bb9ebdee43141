// SPDX-License-Identifier: MIT
using Embedded.Cli.Shell;
using Embedded.Inference;

namespace Embedded.Cli.Inputs;

/// <summary>Models that take pictures.</summary>
internal static class Classifiers
{
    /// <summary>The model itself.</summary>
    /// <exception cref="CommandException">The model's input is no picture.</exception>
    public static Model RequirePictures(string path, Model model) =>
        model.InputSpec != null ? model : throw CommandException.Input($"{path}: the model's input is no picture; it can only be traced, with a .s8 file");
}
