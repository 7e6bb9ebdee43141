// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace Embedded.Boards;

/// <summary>The kinds of ports, by how they are written.</summary>
public static partial class BoardPort
{
    private const string Tcp = "tcp://";
    private const string Kinds = "a serial device such as /dev/ttyUSB0 or COM3, tcp://HOST:PORT, or a file with a recording";

    /// <summary>
    /// <c>tcp://host:port</c> is a socket; a device below <c>/dev/</c> such as <c>/dev/ttyUSB0</c> or <c>/dev/pts/3</c>, a link to one,
    /// and <c>COM3</c> are serial; everything else is the file of a recording.
    /// </summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="baud">Bits a second of a serial device.</param>
    /// <param name="lines">The control lines of a serial device.</param>
    /// <exception cref="RecordingException">There is no such file, or it is a folder.</exception>
    /// <exception cref="BoardException">The text is no port.</exception>
    public static IBoardPort Parse(string text, int baud, SerialLines lines = default)
    {
        if (text.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Port > 0
                ? new SocketPort(text, uri.DnsSafeHost, uri.Port)
                : throw new BoardException($"{text} is no socket; write it like tcp://localhost:7000.");
        }

        return Directory.Exists(text) ? throw new RecordingException($"{text} is a folder; name {Kinds}.")
            : SerialPattern().IsMatch(LinkTarget(text)) ? Serial(text, baud, lines)
            : File.Exists(text) ? new RecordingPort(text)
            : throw new RecordingException($"There is no file {text}; name {Kinds}.");
    }

    /// <summary>A serial device, whatever it is called.</summary>
    /// <param name="name">What the system calls it.</param>
    /// <param name="baud">Bits a second.</param>
    /// <param name="lines">The control lines.</param>
    public static IBoardPort Serial(string name, int baud, SerialLines lines = default) => new SerialBoardPort(name, baud, lines);

    /// <summary>What a link leads to in the end; the text itself if it is none.</summary>
    private static string LinkTarget(string text)
    {
        try
        {
            return File.ResolveLinkTarget(text, returnFinalTarget: true)?.FullName ?? text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return text; // nothing is there, or a link that leads in a circle
        }
    }

    [GeneratedRegex(@"^(/dev/|\\\\\.\\|COM[0-9]+\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SerialPattern();
}
