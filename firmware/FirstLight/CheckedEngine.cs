// SPDX-License-Identifier: MIT
using Embedded.Inference;
using Embedded.Report;
using Embedded.Vision;

namespace Embedded.FirstLight;

/// <summary>An engine that says which picture it runs on, and whether its outputs are those of the PC.</summary>
public sealed class CheckedEngine : IFrameEngine
{
    private readonly IFrameEngine _engine;
    private readonly BakedCamera _camera;
    private readonly PictureReport _report;

    /// <summary>Runs <paramref name="engine"/> on what <paramref name="camera"/> shows.</summary>
    public CheckedEngine(IFrameEngine engine, BakedCamera camera, PictureReport report)
    {
        _engine = engine;
        _camera = camera;
        _report = report;
    }

    /// <summary>Number of the frame that is run next.</summary>
    public int FrameNumber { get; set; }

    /// <inheritdoc />
    public Model Model => _engine.Model;

    /// <inheritdoc />
    public string EngineName => _engine.EngineName;

    /// <inheritdoc />
    public int ArenaBytes => _engine.ArenaBytes;

    /// <inheritdoc />
    public void SetInput(Frame frame)
    {
        _report.WritePicture(FrameNumber, _camera.Name);
        _engine.SetInput(frame);
    }

    /// <inheritdoc />
    public void Run(uint[] sums)
    {
        _engine.Run(sums);
    }

    /// <inheritdoc />
    public void CopyOutput(sbyte[] values)
    {
        _engine.CopyOutput(values);
        _report.WriteCheck(FrameNumber, _camera.Expects(values));
    }
}
