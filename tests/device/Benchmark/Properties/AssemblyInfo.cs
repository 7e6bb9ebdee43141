// SPDX-License-Identifier: MIT
// Only in the device build: the .NET build makes its own.
using System.Reflection;

[assembly: AssemblyTitle("Embedded.Benchmark")]
[assembly: AssemblyProduct("Embedded")]
[assembly: AssemblyCopyright("MIT License")]
[assembly: AssemblyVersion("0.1.0.0")]
