// SPDX-License-Identifier: MIT
namespace Embedded.Cli.Pipeline;

/// <summary>How a network is quantized, as the command line says it.</summary>
/// <param name="Method">"auto", or the name of one method of <see cref="Embedded.Compiler.Quantization.MethodSearch.Steps"/>.</param>
/// <param name="Observer">"auto", or the one observer that may choose ranges.</param>
/// <param name="IsPerTensor">True for one weight scale a layer.</param>
/// <param name="Pictures">At most this many calibrate.</param>
internal sealed record QuantizationSettings(string Method = "auto", string Observer = "auto", bool IsPerTensor = false, int Pictures = QuantizationSettings.DefaultPictures)
{
    /// <summary>Calibration pictures where no number is given.</summary>
    public const int DefaultPictures = 256;
}
