// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Compiler.Formats.Emb;
using Embedded.Compiler.Formats.TfLite;
using Embedded.Compiler.Quantization;
using Embedded.Data;

namespace Embedded.Cli.Shell;

/// <summary>What an exception means to the user: one sentence and an exit code. Training's own are translated by Pipeline/TrainingFailures.</summary>
internal sealed record Failure(int Code, string Message)
{
    public static Failure Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var inner, ..] } => Of(inner),
        CommandException own => new Failure(own.ExitCode, own.Message),
        FlashException flash => new Failure(flash.IsDevice ? ExitCode.DeviceUnavailable : ExitCode.BadInput, flash.Message),
        OperationCanceledException => new Failure(ExitCode.Cancelled, "stopped"),
        PortException => new Failure(ExitCode.DeviceUnavailable, exception.Message),
        ModelFileException or TfLiteException or PictureException or DatasetException or QuantizationException or BoardException or DeploymentException => new Failure(ExitCode.BadInput, exception.Message),
        FileNotFoundException or DirectoryNotFoundException => new Failure(ExitCode.BadInput, exception.Message),
        IOException or UnauthorizedAccessException => new Failure(ExitCode.Unexpected, $"a file could not be written or read: {exception.Message}"),
        _ => new Failure(ExitCode.Unexpected, $"unexpected: {exception.Message} (--verbose shows where)"),
    };
}
