// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;
using Embedded.Inference;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>A few places of a layer's output, the same for the float network and for the integer engine, and what the layer sees there.</summary>
internal sealed class LayerSampling
{
    private const int MostSamples = 4096; // of a layer, over all pictures

    private readonly FloatOperator _op;
    private readonly TensorShape _input;
    private readonly TensorShape _output;
    private readonly int[][] _places; // [pictures][places] row-major index of an output pixel

    public LayerSampling(FloatGraph graph, int operatorIndex, int pictures)
    {
        _op = graph.Operators[operatorIndex];
        _output = graph.Tensors[_op.Output];
        _input = _op.Kind == OperatorKind.FullyConnected ? new TensorShape(1, 1, graph.Tensors[_op.Inputs[0]].Count) : graph.Tensors[_op.Inputs[0]];
        PlacesPerPicture = Math.Min(_output.Height * _output.Width, Math.Max(1, MostSamples / pictures));
        var random = new Random(operatorIndex);
        int[] all = [.. Enumerable.Range(0, _output.Height * _output.Width)];
        _places = new int[pictures][];
        for (int picture = 0; picture < pictures; picture++)
        {
            random.Shuffle(all);
            _places[picture] = all[..PlacesPerPicture];
        }
    }

    /// <summary>How many output pixels of a picture are looked at.</summary>
    public int PlacesPerPicture { get; }

    /// <summary>Values under the window: of one input channel for a depthwise layer, else of all.</summary>
    public int PatchSize => _op.Weights.Length / _op.Bias.Length;

    /// <summary>Input values that <see cref="Gather"/> gives: a patch, or for a depthwise layer one after another for every output channel.</summary>
    public int GatheredSize => _op.Kind == OperatorKind.DepthwiseConv2D ? _op.Weights.Length : PatchSize;

    /// <summary>Copies what lies under the window; what is outside the picture is <paramref name="outside"/>.</summary>
    /// <param name="input">The layer's input tensor.</param>
    /// <param name="picture">The picture's index.</param>
    /// <param name="place">0 to <see cref="PlacesPerPicture"/> - 1.</param>
    /// <param name="outside">The value that means real 0.</param>
    /// <param name="patch">[GatheredSize]; of a depthwise layer [outC, filterH, filterW].</param>
    public void Gather<T>(ReadOnlySpan<T> input, int picture, int place, T outside, Span<T> patch)
    {
        Window window = _op.Window;
        int pixel = _places[picture][place];
        int top = pixel / _output.Width * window.StrideY - window.PadTop;
        int left = pixel % _output.Width * window.StrideX - window.PadLeft;
        int taps = window.FilterHeight * window.FilterWidth;
        for (int tap = 0; tap < taps; tap++)
        {
            int y = top + tap / window.FilterWidth;
            int x = left + tap % window.FilterWidth;
            bool isInside = y >= 0 && y < _input.Height && x >= 0 && x < _input.Width;
            ReadOnlySpan<T> values = isInside ? input.Slice((y * _input.Width + x) * _input.Channels, _input.Channels) : [];
            if (_op.Kind != OperatorKind.DepthwiseConv2D)
            {
                Span<T> target = patch.Slice(tap * _input.Channels, _input.Channels);
                target.Fill(outside);
                values.CopyTo(target);
                continue;
            }

            for (int outC = 0; outC < _op.Bias.Length; outC++)
            {
                patch[outC * taps + tap] = isInside ? values[outC / _op.DepthMultiplier] : outside;
            }
        }
    }

    /// <summary>What the layer computes at a place before its clamp.</summary>
    /// <param name="patch">From <see cref="Gather"/> of the float network.</param>
    /// <param name="results">[outC]</param>
    public void Compute(ReadOnlySpan<float> patch, Span<float> results)
    {
        if (_op.Kind != OperatorKind.DepthwiseConv2D)
        {
            for (int outC = 0; outC < results.Length; outC++)
            {
                results[outC] = _op.Bias[outC] + FloatKernels.Dot(patch, _op.Weights.AsSpan(outC * PatchSize, PatchSize));
            }

            return;
        }

        int taps = PatchSize;
        for (int outC = 0; outC < results.Length; outC++)
        {
            float sum = _op.Bias[outC];
            for (int tap = 0; tap < taps; tap++)
            {
                sum += _op.Weights[tap * results.Length + outC] * patch[outC * taps + tap];
            }

            results[outC] = sum;
        }
    }
}
