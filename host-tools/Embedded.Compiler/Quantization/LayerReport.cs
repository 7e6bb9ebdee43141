// SPDX-License-Identifier: MIT
namespace Embedded.Compiler.Quantization;

/// <summary>What quantization did to one operator.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="Kind">What it computes.</param>
/// <param name="Observer">How the output's range was chosen; "-" where it follows from the input or is fixed.</param>
/// <param name="Minimum">Smallest real output that calibration saw.</param>
/// <param name="Maximum">Largest real output that calibration saw.</param>
/// <param name="Scale">Real units a step of the output.</param>
/// <param name="ZeroPoint">Zero point of the output.</param>
/// <param name="SignalToNoiseDb">Power of the float output over the power of its difference to the integer engine's output.</param>
/// <param name="WorstChannel">Output channel whose weights lost most, -1 without weights.</param>
/// <param name="WorstChannelDb">Signal-to-noise of that channel's weights.</param>
public sealed record LayerReport(
    string Name,
    string Kind,
    string Observer,
    float Minimum,
    float Maximum,
    float Scale,
    int ZeroPoint,
    double SignalToNoiseDb,
    int WorstChannel,
    double WorstChannelDb);
