// SPDX-License-Identifier: MIT
using Embedded.Compiler.Analysis;
using Embedded.Inference;

namespace Embedded.Cli.Rendering;

/// <summary>How pixels 0 to 255 enter a network.</summary>
internal static class PixelText
{
    /// <summary>Such as "0 to 255 enter as int8 -128 to 127, real -1.000 to 0.992"; the model's input is a picture.</summary>
    public static string Of(Model model)
    {
        sbyte[]? table = model.InputSpec.PixelToInt8;
        (sbyte black, sbyte white) = (table?[0] ?? sbyte.MinValue, table?[255] ?? sbyte.MaxValue);
        return FormattableString.Invariant($"0 to 255 enter as int8 {black} to {white}{(table == null ? "" : " by a table")}, real {Real(model, black):0.000} to {Real(model, white):0.000}");
    }

    /// <summary>The real value of an int8 input.</summary>
    public static double Real(Model model, sbyte value) => OperatorText.ScaleOf(model.Input) * (double)(value - model.Input.ZeroPoint);
}
