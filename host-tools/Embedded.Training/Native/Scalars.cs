// SPDX-License-Identifier: MIT
using TorchSharp;

namespace Embedded.Training.Native;

/// <summary>
/// Numbers for libtorch. TorchSharp wraps a number in a <see cref="Scalar"/> and hands its address to native code without holding the
/// object; if the garbage collector comes at that moment, libtorch reads freed memory. Numbers made here are held until a thousand others
/// were made on the same thread, and then freed at once.
/// </summary>
internal static class Scalars
{
    private const int Held = 1024;

    [ThreadStatic]
    private static Scalar?[]? t_recent;

    [ThreadStatic]
    private static int t_next;

    /// <summary>The number, safe to hand to one call of libtorch.</summary>
    public static Scalar Number(double value)
    {
        t_recent ??= new Scalar?[Held];
        t_recent[t_next]?.Dispose();
        Scalar scalar = value;
        t_recent[t_next] = scalar;
        t_next = (t_next + 1) % Held;
        return scalar;
    }
}
