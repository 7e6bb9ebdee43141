// SPDX-License-Identifier: MIT
using System.Net.Sockets;

namespace Embedded.Boards;

/// <summary>A console behind a socket: a virtual board, or a serial device that another machine shares.</summary>
internal sealed class SocketPort(string name, string host, int port) : IBoardPort
{
    public string Name => name;

    public bool IsLive => true;

    public Stream Open()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(host, port);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new PortException($"{name} does not answer ({exception.Message.TrimEnd('.')}); start the board or the program behind it first.", exception);
        }
    }
}
