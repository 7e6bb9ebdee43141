// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Running;
using Embedded.Benchmarks;

if (args is ["monitor", ..])
{
    return MonitorLoad.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmark).Assembly).Run(args);
return 0;
