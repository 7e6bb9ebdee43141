// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>What an application did on a virtual board.</summary>
/// <param name="FrameCount">Frames that the camera handed out.</param>
/// <param name="LineCount">Lines on the console.</param>
/// <param name="Calls">How often each function of the device packages was called: "NativeCamera.Capture", "GpioController.OpenPin".</param>
public sealed record VirtualBoardResult(int FrameCount, int LineCount, IReadOnlyDictionary<string, int> Calls);
