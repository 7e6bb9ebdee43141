// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace Embedded.Boards;

/// <summary>A console at a socket of this machine; any number of programs may listen, each from the moment it connects.</summary>
public sealed class SocketServer : IConsoleServer
{
    private static readonly TimeSpan s_waitStep = TimeSpan.FromMilliseconds(5);

    private readonly TcpListener _listener;
    private readonly List<LossyPipe> _listeners = [];

    /// <param name="port">Number of the port, 0 for a free one.</param>
    /// <exception cref="PortException">The port is taken.</exception>
    public SocketServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException exception)
        {
            throw new PortException($"Port {port} cannot be served ({exception.Message.TrimEnd('.')}); choose another one.", exception);
        }

        Port = $"tcp://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    /// <inheritdoc />
    public string Port { get; }

    /// <summary>Programs that listen.</summary>
    public int ListenerCount
    {
        get
        {
            lock (_listeners)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Waits until a program listens.</summary>
    /// <param name="cancellation">Ends waiting, which is no error.</param>
    public void WaitForListener(CancellationToken cancellation)
    {
        while (ListenerCount == 0 && !cancellation.WaitHandle.WaitOne(s_waitStep))
        {
        }
    }

    /// <summary>The cable is pulled: all listeners lose their connection, and new ones are turned away, until it is put in again.</summary>
    public bool IsUnplugged
    {
        get;
        set
        {
            field = value;
            lock (_listeners)
            {
                _listeners.ForEach(listener => listener.Dispose());
                _listeners.Clear();
            }
        }
    }

    /// <inheritdoc />
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_listeners)
        {
            _listeners.RemoveAll(listener => listener.IsBroken);
            foreach (LossyPipe listener in _listeners)
            {
                listener.Write(bytes);
            }
        }
    }

    /// <inheritdoc />
    public void Drain(TimeSpan time)
    {
        lock (_listeners)
        {
            _listeners.ForEach(listener => listener.Drain(time));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        lock (_listeners)
        {
            _listeners.ForEach(listener => listener.Dispose());
            _listeners.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                lock (_listeners)
                {
                    if (IsUnplugged)
                    {
                        socket.Dispose();
                        continue;
                    }

                    _listeners.Add(new LossyPipe(new NetworkStream(socket, ownsSocket: true)));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The server was closed.
        }
    }
}
