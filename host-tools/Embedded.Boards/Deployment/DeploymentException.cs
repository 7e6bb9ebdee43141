// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>An application cannot be built or packed: an assembly is damaged or missing, does not fit, or a tool refused its work.</summary>
public sealed class DeploymentException : Exception
{
    /// <param name="message">One sentence: what, which file, what to do.</param>
    /// <param name="inner">What the system said, if anything.</param>
    public DeploymentException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>What a tool printed, line by line, to be passed on as it is; empty if no tool is to blame.</summary>
    public IReadOnlyList<string> ToolOutput { get; init; } = [];
}
