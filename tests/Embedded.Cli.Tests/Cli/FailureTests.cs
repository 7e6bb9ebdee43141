// SPDX-License-Identifier: MIT
using Embedded.Boards;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Tests;

public class FailureTests
{
    public static TheoryData<Exception, int> Cases => new()
    {
        { new OperationCanceledException(), ExitCode.Cancelled },
        { new AggregateException(new TaskCanceledException()), ExitCode.Cancelled },
        { new PictureException("a.jpg", "the file is empty"), ExitCode.BadInput },
        { new DatasetException("photos", "There is no folder photos."), ExitCode.BadInput },
        { new BoardException("The model does not fit."), ExitCode.BadInput },
        { new FileNotFoundException("Could not find file 'x'."), ExitCode.BadInput },
        { new IOException("No space left on device"), ExitCode.Unexpected },
        { new UnauthorizedAccessException("Access is denied"), ExitCode.Unexpected },
        { new InvalidOperationException("a defect"), ExitCode.Unexpected },
        { CommandException.Usage("no"), ExitCode.Usage },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_Exception_HasItsExitCodeAndKeepsTheSentence(Exception exception, int code)
    {
        Failure failure = Failure.Of(exception);

        Assert.Equal(code, failure.Code);
        Assert.NotEmpty(failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }
}
