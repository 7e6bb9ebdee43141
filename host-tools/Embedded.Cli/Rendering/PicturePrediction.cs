// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Rendering;

/// <summary>What a model put out for one picture.</summary>
/// <param name="Image">The file.</param>
/// <param name="Best">Index of the largest output.</param>
/// <param name="Outputs">[classes] raw int8 outputs.</param>
internal sealed record PicturePrediction(string Image, int Best, sbyte[] Outputs);
