// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Embedded.Benchmarks.EngineBenchmark).Assembly).Run(args);
