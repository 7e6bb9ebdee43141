// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Listening;

public sealed class BoardPortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/dev/ttyUSB0")]
    [InlineData("/dev/pts/3")]
    [InlineData("COM3")]
    [InlineData("com12")]
    [InlineData("\\\\.\\COM12")]
    [InlineData("tcp://localhost:7000")]
    public void Parse_NameOfADevice_IsABoard(string text) => Assert.True(BoardPort.Parse(text, 921600).IsLive);

    [Fact]
    public void Parse_File_IsARecording()
    {
        string path = _folder.File("COM3");
        File.WriteAllText(path, "");

        Assert.False(BoardPort.Parse(path, 921600).IsLive);
    }

    [Fact]
    public void Parse_LinkToADevice_IsABoard()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "This system has no devices in its file system.");
        string link = Path.Combine(_folder.Path, "board");
        File.CreateSymbolicLink(link, "/dev/null");

        Assert.True(BoardPort.Parse(link, 921600).IsLive);
    }

    [Theory]
    [InlineData("no.log")]
    [InlineData("ttyUSB0")]
    [InlineData("COM")]
    public void Parse_FileThatIsNotThere_SaysSo(string text)
    {
        string message = Assert.Throws<RecordingException>(() => BoardPort.Parse(text, 921600)).Message;

        Assert.StartsWith($"There is no file {text}; name a serial device such as /dev/ttyUSB0", message);
    }

    [Fact]
    public void Parse_Folder_SaysSo() =>
        Assert.StartsWith($"{_folder.Path} is a folder; name ", Assert.Throws<RecordingException>(() => BoardPort.Parse(_folder.Path, 921600)).Message);
}
