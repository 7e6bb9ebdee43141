// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Tests;

public sealed class QuantizationAwareTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ContinuedRun_BecomesAModelWithoutCalibration()
    {
        string flowers = _folder.Flowers(perClass: 6);
        string run = Float(flowers);
        string exact = _folder.Path("exact");

        CliRun trained = CliRun.Of("train", flowers, "--qat", run, "--out", exact, "--epochs", "1", "--json");

        Assert.Equal(ExitCode.Ok, trained.Code);
        Assert.Contains("measured on the integer engine", trained.Error);
        Assert.All(trained.Json.GetProperty("agreement").EnumerateArray(), layer => Assert.Equal(0, layer.GetProperty("different").GetInt64()));
        string model = _folder.Path("model.emb");
        CliRun quantized = CliRun.Of("quantize", exact, "--out", model);
        Assert.Equal(ExitCode.Ok, quantized.Code);
        Assert.Contains("arena", quantized.Out);
        CliRun inspected = CliRun.Of("inspect", model);
        Assert.Contains("learned in training", inspected.Out);
        Assert.Contains("quantization-aware, continues run", inspected.Out);
        Assert.Equal(30, CliRun.Of("eval", model, flowers, "--json").Json.GetProperty("pictures").GetInt32());

        CliRun reported = CliRun.Of("quantize", exact, "--out", model, "--calibration", flowers, "--plot", _folder.Path("layers.png"));
        Assert.Contains("block13/pointwise", reported.Out);
        PlotAssert.HasTitle(_folder.Path("layers.png"));
        Assert.Contains("quantization-aware", CliRun.Of("compare", run, exact).Out);

        CliRun.Of("quantize", exact, "--out", model, "--method", "auto").AssertFails(ExitCode.Usage, "learned its quantization");
        CliRun.Of("quantize", exact, "--out", model, "--report", _folder.Path("layers.json")).AssertFails(ExitCode.Usage, "give --calibration");
        CliRun.Of("quantize", run, "--out", model).AssertFails(ExitCode.Usage, "give --calibration");
        CliRun.Of("train", flowers, "--qat", exact, "--out", _folder.Path("again")).AssertFails(ExitCode.Usage, "quantization-aware run already");
        CliRun.Of("train", flowers, "--qat", model, "--out", _folder.Path("again")).AssertFails(ExitCode.BadInput, "int8 already");
        CliRun.Of("train", flowers, "--qat", exact, "--out", exact, "--resume").AssertFails(ExitCode.Usage, "leave --qat out");
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--qat", run, "--out", exact, "--resume").Code);
        Assert.Contains("threshold 50 %, smoothing over 4 frames", CliRun.Of("inspect", model).Out);
    }

    [Fact]
    public void Train_WhatDoesNotFitTheFloatRun_IsRefusedBeforeAnythingIsWritten()
    {
        string flowers = _folder.Flowers(perClass: 4);
        string run = Float(flowers);
        string[] before = _folder.Files();

        CliRun.Of("train", flowers, "--qat", _folder.Path("nosuch"), "--out", _folder.Path("x")).AssertFails(ExitCode.BadInput, "holds no training run");
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x"), "--width", "0.5").AssertFails(ExitCode.Usage, "mobilenet-v1 0.1, 32x32x3, 5 classes, which is another network than the mobilenet-v1 0.5,");
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x"), "--arch", "mobilenet-v2").AssertFails(ExitCode.Usage, "another network");
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x"), "--freeze").AssertFails(ExitCode.Usage, "trains all layers alike; leave --freeze out");
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x"), "--init", run).AssertFails(ExitCode.Usage, "cannot be started from another");
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x"), "--recipe", Path.Combine(run, "recipe.json")).AssertFails(ExitCode.Usage, "give one of them");
        Directory.Move(Path.Combine(flowers, "rose"), Path.Combine(flowers, "weed"));
        CliRun.Of("train", flowers, "--qat", run, "--out", _folder.Path("x")).AssertFails(ExitCode.Usage, "classes");

        Assert.Equal(before.Select(Path.GetFileName).Order(), _folder.Files().Select(Path.GetFileName).Order());
    }

    private string Float(string flowers)
    {
        string run = _folder.Path("run");
        Assert.Equal(ExitCode.Ok, CliRun.Of("train", flowers, "--out", run, "--width", "0.1", "--size", "32", "--batch", "8", "--epochs", "1", "--threads", "2").Code);
        return run;
    }
}
