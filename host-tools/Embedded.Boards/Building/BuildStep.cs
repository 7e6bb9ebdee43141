// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>How far the build of an application is.</summary>
/// <param name="Done">Steps behind it.</param>
/// <param name="Total">All steps.</param>
/// <param name="Name">What is being done, such as "compiling Embedded.Core".</param>
public sealed record BuildStep(int Done, int Total, string Name);
