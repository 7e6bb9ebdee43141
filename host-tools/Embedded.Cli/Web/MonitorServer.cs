// SPDX-License-Identifier: MIT
// A page on localhost: GET / is the page, /events a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html),
// /picture.png the last picture. Only this machine can ask, and only by the name localhost.
using System.Net;
using System.Net.Sockets;
using Embedded.Boards;
using Embedded.Cli.Shell;
using Embedded.Data;

namespace Embedded.Cli.Web;

/// <summary>Serves a monitor as a page.</summary>
internal sealed class MonitorServer : IDisposable
{
    private const int MaxStreams = 16;
    private const int Attempts = 5;
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1); // tells the page that the tool lives, and times go on

    private readonly BoardMonitor _monitor;
    private readonly string _port;
    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _page;
    private int _streams;

    private MonitorServer(BoardMonitor monitor, string port, HttpListener listener, string url)
    {
        _monitor = monitor;
        _port = port;
        _listener = listener;
        Url = url;
        using Stream page = typeof(MonitorServer).Assembly.GetManifestResourceStream("monitor.html")!;
        _page = new byte[page.Length];
        page.ReadExactly(_page);
    }

    /// <summary>The page's address.</summary>
    public string Url { get; }

    /// <summary>Starts to serve.</summary>
    /// <param name="monitor">What is shown.</param>
    /// <param name="name">The board's port, for the page.</param>
    /// <param name="port">Number of the port to serve at, null for a free one.</param>
    /// <exception cref="CommandException">The port is taken.</exception>
    public static MonitorServer Start(BoardMonitor monitor, string name, int? port)
    {
        for (int attempt = 1; ; attempt++)
        {
            int number = port ?? FreePort();
            string url = $"http://localhost:{number}/";
            var listener = new HttpListener();
            listener.Prefixes.Add(url);
            try
            {
                listener.Start();
                var server = new MonitorServer(monitor, name, listener, url);
                _ = Task.Run(server.AcceptAsync);
                return server;
            }
            catch (Exception exception) when (exception is HttpListenerException or SocketException)
            {
                listener.Close();
                if (port != null || attempt == Attempts)
                {
                    throw CommandException.Device($"the page cannot be served at port {number} ({exception.Message.TrimEnd('.')}); choose another one with --web PORT", exception);
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        try
        {
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";
            string path = context.Request.HttpMethod == "GET" ? context.Request.Url?.AbsolutePath ?? "" : "";
            await (path switch
            {
                "/" => SendAsync(response, "text/html; charset=utf-8", _page),
                "/events" => StreamAsync(response),
                "/picture.png" when _monitor.Snapshot().Picture is { } picture => SendAsync(response, "image/png", PictureFile.EncodePng(PictureFrames.From(picture.Frame))),
                _ => RefuseAsync(response, path.Length == 0 ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.NotFound),
            }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            response.Abort(); // the browser went away, or the tool ends
        }
    }

    private async Task SendAsync(HttpListenerResponse response, string type, byte[] bytes)
    {
        response.ContentType = type;
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes, _stop.Token).ConfigureAwait(false);
        response.Close();
    }

    private static Task RefuseAsync(HttpListenerResponse response, HttpStatusCode code)
    {
        response.StatusCode = (int)code;
        response.Close();
        return Task.CompletedTask;
    }

    private async Task StreamAsync(HttpListenerResponse response)
    {
        if (Interlocked.Increment(ref _streams) > MaxStreams)
        {
            Interlocked.Decrement(ref _streams);
            await RefuseAsync(response, HttpStatusCode.ServiceUnavailable).ConfigureAwait(false);
            return;
        }

        try
        {
            response.ContentType = "text/event-stream";
            response.SendChunked = true;
            await TellAsync(response.OutputStream).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task TellAsync(Stream stream)
    {
        await stream.WriteAsync("retry: 1000\n\n"u8.ToArray(), _stop.Token).ConfigureAwait(false);
        long version = -1;
        long sequence = 0;
        MonitorStatus status = default;
        DateTimeOffset last = default;
        while (true)
        {
            MonitorState state = _monitor.Snapshot();
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (state.Version != version || state.Status != status || now - last >= s_longestPause)
            {
                IReadOnlyList<MonitorPoint> points = _monitor.HistoryAfter(sequence);
                sequence = points.Count > 0 ? points[^1].Sequence : sequence;
                version = state.Version;
                status = state.Status;
                last = now;
                byte[] document = MonitorDocument.Of(state, points, _port, now);
                await stream.WriteAsync((byte[])[.. "data: "u8, .. document, .. "\n\n"u8], _stop.Token).ConfigureAwait(false);
                await stream.FlushAsync(_stop.Token).ConfigureAwait(false);
            }

            await Task.Delay(s_period, _stop.Token).ConfigureAwait(false);
        }
    }
}
