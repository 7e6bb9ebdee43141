// SPDX-License-Identifier: MIT
namespace Embedded.Training.Distillation;

/// <summary>How far the teacher has judged the views.</summary>
/// <param name="View">The present view, counted from 1.</param>
/// <param name="Views">All views.</param>
/// <param name="Fraction">Share of the work that is done, 0 to 1.</param>
/// <param name="ImagesPerSecond">Pictures judged a second.</param>
public sealed record TeacherProgress(int View, int Views, double Fraction, double ImagesPerSecond);
