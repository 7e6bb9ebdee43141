// SPDX-License-Identifier: MIT
using Embedded.Compiler.Graph;

namespace Embedded.Compiler.Quantization.Methods;

/// <summary>Changes the integers of one layer, given what it really sees in the integer engine.</summary>
internal interface ILayerCorrection
{
    /// <summary>True if covariances are used, which cost most of the time; else the inputs' means alone are there.</summary>
    bool NeedsCovariance { get; }

    /// <summary>The layer with other weights or another bias.</summary>
    /// <param name="op">The float layer.</param>
    /// <param name="quantized">The layer as it is.</param>
    /// <param name="inScale">Scale of its input.</param>
    /// <param name="moments">Its inputs in the integer engine, with the float network's results.</param>
    /// <param name="targetMeans">[outC] means of the float network's results before the clamp.</param>
    /// <param name="cancellation">Stops the work.</param>
    QuantizedOperator Correct(FloatOperator op, QuantizedOperator quantized, float inScale, LayerMoments moments, double[] targetMeans, CancellationToken cancellation);
}
