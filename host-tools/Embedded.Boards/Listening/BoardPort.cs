// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The kinds of ports, by how they are written.</summary>
public static class BoardPort
{
    private const string Tcp = "tcp://";

    /// <summary>
    /// <c>tcp://host:port</c> is a socket, the path of an ordinary file a recording, everything else a serial
    /// device such as <c>/dev/ttyUSB0</c> or <c>COM3</c>, or a pseudo-terminal such as <c>/dev/pts/3</c>.
    /// </summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="baud">Bits a second of a serial device.</param>
    /// <param name="lines">The control lines of a serial device.</param>
    /// <exception cref="BoardException">The text is no port.</exception>
    public static IBoardPort Parse(string text, int baud, SerialLines lines = default)
    {
        if (text.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Port > 0
                ? new SocketPort(text, uri.DnsSafeHost, uri.Port)
                : throw new BoardException($"{text} is no socket; write it like tcp://localhost:7000.");
        }

        return File.Exists(text) && (File.GetAttributes(text) & FileAttributes.Device) == 0 && !text.StartsWith("/dev/", StringComparison.Ordinal)
            ? new RecordingPort(text)
            : new SerialBoardPort(text, baud, lines);
    }
}
