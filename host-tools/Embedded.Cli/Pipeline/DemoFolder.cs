// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Pipeline;

/// <summary>Where the demo keeps what it makes.</summary>
internal sealed record DemoFolder(string Root)
{
    /// <summary>The drawn pictures.</summary>
    public string Flowers => Path.Combine(Root, "flowers");

    /// <summary>What is trained on; a fifth of it chooses the best epoch.</summary>
    public string Training => Path.Combine(Flowers, "train");

    /// <summary>What is measured on and was never trained on.</summary>
    public string HeldOut => Path.Combine(Flowers, "val");

    /// <summary>The training run.</summary>
    public string Run => Path.Combine(Root, "run");

    /// <summary>The model.</summary>
    public string Model => Path.Combine(Root, "model.emb");

    /// <summary>The confusion matrix.</summary>
    public string Confusion => Path.Combine(Root, "confusion.png");

    /// <summary>The arena plan.</summary>
    public string Arena => Path.Combine(Root, "arena.png");

    /// <summary>What the virtual camera looks at.</summary>
    public string Frames => Path.Combine(Root, "frames");
}
