// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Compiler.Quantization;

/// <summary>Which pictures calibrate and which judge; both are spread evenly over the data set and so over its classes.</summary>
/// <param name="Calibration">Indices of the pictures that calibrate.</param>
/// <param name="Selection">Indices of the pictures that judge: others, unless there are too few.</param>
public sealed record CalibrationDivision(int[] Calibration, int[] Selection)
{
    private const int Divided = 60; // from so many pictures on, a third is kept to judge
    private const int MostSelected = 512;
    private const int FewestSelected = 20;

    /// <summary>Divides <paramref name="total"/> pictures.</summary>
    /// <param name="total">How many there are.</param>
    /// <param name="calibration">At most this many calibrate; of 60 pictures and more no more than two thirds.</param>
    public static CalibrationDivision Of(int total, int calibration)
    {
        int[] calibrating = EvenSpread.Indices(total, total >= Divided ? Math.Min(calibration, 2 * total / 3) : calibration);
        int[] others = [.. Enumerable.Range(0, total).Except(calibrating)];
        return new CalibrationDivision(
            calibrating,
            others.Length >= FewestSelected ? [.. EvenSpread.Indices(others.Length, MostSelected).Select(index => others[index])] : calibrating);
    }

    /// <summary>True if other pictures judge than those that calibrate.</summary>
    public bool IsDivided => Selection != Calibration;
}
