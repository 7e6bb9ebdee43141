// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace Embedded.NativeHost;

/// <summary>emb_status: what a call of the native engine came to.</summary>
/// <param name="Code">0 for success, 100 to 118 as ModelError, others as emb.h names them.</param>
/// <param name="Index">The operator, tensor, section or class at fault, -1 for none.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct NativeStatus(int Code, int Index);
