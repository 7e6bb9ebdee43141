// SPDX-License-Identifier: MIT
// The `embedded` command. Each verb is a class in Commands/: it parses its options, calls one library method and renders the result.
using System.Runtime.InteropServices;
using System.Text;
using Embedded.Cli;
using Embedded.Cli.Shell;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return CommandLineApp.Run(args, Terminal.OfProcess(), stop.Token);

// The first signal ends the work in order, the second at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
