// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The steps from a frame to a prediction, in their order.</summary>
public enum VerifyStage
{
    /// <summary>Crop, resize, colour and quantizing: the network's input.</summary>
    Preprocessing,

    /// <summary>An operator of the network.</summary>
    Operator,

    /// <summary>The network's outputs as the board copied them.</summary>
    Output,

    /// <summary>Smoothing, threshold and the names of the classes.</summary>
    Decision,
}
