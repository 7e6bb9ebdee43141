// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace Embedded.Cli.Shell;

/// <summary>Limits of numeric options, checked before any work.</summary>
internal static class OptionLimits
{
    /// <summary>The option takes whole numbers from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static Option<int> Between(this Option<int> option, int minimum, int maximum = int.MaxValue)
    {
        option.Validators.Add(result =>
        {
            int value = result.GetValueOrDefault<int>();
            if (value < minimum || value > maximum)
            {
                result.AddError(maximum == int.MaxValue
                    ? $"{option.Name} is {value}; it must be {minimum} or more"
                    : $"{option.Name} is {value}; it must be from {minimum} to {maximum}");
            }
        });
        return option;
    }
}
