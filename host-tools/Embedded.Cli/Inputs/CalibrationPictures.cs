// SPDX-License-Identifier: MIT
using Embedded.Data;

namespace Embedded.Cli.Inputs;

/// <summary>Pictures to calibrate with: their classes do not matter.</summary>
internal static class CalibrationPictures
{
    /// <summary>The training part of a data set, all of one that is too small to be divided, or all pictures of a folder that is none: flat, or with a single folder in it.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="validationPercent">Per cent of an undivided data set that was held out by file name and is left out here.</param>
    /// <exception cref="DatasetException">There is no such folder, or no picture in it.</exception>
    public static Dataset Open(string directory, int validationPercent)
    {
        bool hasClasses = !Directory.Exists(directory) || Directory.EnumerateDirectories(directory).Count(folder => Path.GetFileName(folder)[0] != '.') > 1;
        if (!hasClasses)
        {
            return Dataset.OpenUnlabelled(directory);
        }

        bool isDivisible = Dataset.IsDivided(directory) || Dataset.Open(directory).Samples.CountBy(sample => sample.Label).All(label => label.Value > 1);
        return isDivisible ? Dataset.OpenSplit(directory, null, validationPercent).Train : Dataset.Open(directory);
    }
}
