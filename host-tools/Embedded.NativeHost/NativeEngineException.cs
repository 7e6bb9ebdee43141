// SPDX-License-Identifier: MIT
namespace Embedded.NativeHost;

/// <summary>The native engine is missing, or it refused something that is no fault of the model file.</summary>
public sealed class NativeEngineException(string message) : Exception(message);
