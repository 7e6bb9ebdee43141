// SPDX-License-Identifier: MIT
// Only in the device build: the .NET build makes its own.
using System.Reflection;

[assembly: AssemblyTitle("Embedded.Native")]
[assembly: AssemblyProduct("Embedded")]
[assembly: AssemblyCopyright("MIT License")]
[assembly: AssemblyVersion("0.1.0.0")]

// The native half compares this and a checksum over the declarations: raise it whenever one of them changes.
[assembly: AssemblyNativeVersion("1.3.0.0")]
