// SPDX-License-Identifier: MIT
namespace Embedded.Device;

/// <summary>Time for the stages of a step.</summary>
public interface IClock
{
    /// <summary>Milliseconds since any fixed moment; may wrap, only differences count.</summary>
    int Milliseconds();
}
