// SPDX-License-Identifier: MIT
using System.Globalization;

namespace Embedded.Training;

/// <summary>A training setting is impossible. The message names the setting, its value and what is allowed.</summary>
public sealed class RecipeException : Exception
{
    /// <summary>Creates the exception with one clear sentence.</summary>
    public RecipeException(string message)
        : base(message)
    {
    }

    /// <summary>Throws unless <paramref name="holds"/>: "The width multiplier is 3; it must be from 0.1 to 1."</summary>
    internal static void Require(bool holds, string what, IFormattable value, string allowed)
    {
        if (!holds)
        {
            string text = value.ToString(null, CultureInfo.InvariantCulture);
            throw new RecipeException($"{char.ToUpperInvariant(what[0])}{what[1..]} is {text}; it must be {allowed}.");
        }
    }
}
