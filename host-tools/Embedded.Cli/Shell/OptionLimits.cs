// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;

namespace Embedded.Cli.Shell;

/// <summary>Limits of numeric options, checked before any work.</summary>
internal static class OptionLimits
{
    /// <summary>The option takes whole numbers from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static Option<int> Between(this Option<int> option, int minimum, int maximum = int.MaxValue)
    {
        Limit(option, minimum, maximum);
        return option;
    }

    /// <summary>The option, if given, takes whole numbers from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static Option<int?> Between(this Option<int?> option, int minimum, int maximum = int.MaxValue)
    {
        Limit(option, minimum, maximum);
        return option;
    }

    private static void Limit<T>(Option<T> option, int minimum, int maximum) =>
        option.Validators.Add(result =>
        {
            // A word in place of a number is the parser's to refuse; asking it for the value would throw.
            if (result.Tokens.All(token => int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                && result.GetValueOrDefault<T>() is int value && (value < minimum || value > maximum))
            {
                result.AddError(maximum == int.MaxValue
                    ? $"{option.Name} is {value}; it must be {minimum} or more"
                    : $"{option.Name} is {value}; it must be from {minimum} to {maximum}");
            }
        });
}
