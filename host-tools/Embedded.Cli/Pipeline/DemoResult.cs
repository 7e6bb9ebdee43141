// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Compiler.Formats.Emb;

namespace Embedded.Cli.Pipeline;

/// <summary>What the demo came to.</summary>
/// <param name="Folder">Where everything is.</param>
/// <param name="Float">The float network on the held-out pictures.</param>
/// <param name="Int8">The integer engine on the same pictures.</param>
/// <param name="Model">The model file.</param>
/// <param name="Elapsed">From the first picture to the last console line.</param>
/// <param name="ConsoleLines">What the virtual board printed.</param>
internal sealed record DemoResult(string Folder, Evaluation Float, Evaluation Int8, EmbFile Model, TimeSpan Elapsed, IReadOnlyList<string> ConsoleLines);
