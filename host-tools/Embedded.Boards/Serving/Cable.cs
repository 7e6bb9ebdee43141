// SPDX-License-Identifier: MIT
namespace Embedded.Boards;

/// <summary>The cable between a virtual board and its listeners, which somebody pulls now and then and puts in again.</summary>
internal sealed class Cable : IDisposable
{
    private readonly SocketServer? _server;
    private readonly int _period;
    private readonly TextWriter _events;
    private readonly TimeSpan _time;
    private readonly Random _random;
    private readonly Timer _plug;
    private int _left; // lines until it is pulled

    /// <param name="server">What it leads to; null for one that nobody pulls.</param>
    /// <param name="faults">How often it is pulled.</param>
    /// <param name="time">How long it is out.</param>
    /// <param name="events">Takes a line for each pull.</param>
    public Cable(SocketServer? server, FaultOptions faults, TimeSpan time, TextWriter events)
    {
        _server = server;
        _period = faults.UnplugPeriod;
        _time = time;
        _events = events;
        _random = new Random(faults.Seed);
        _left = Next();
        _plug = new Timer(_ => _server!.IsUnplugged = false);
    }

    /// <summary>A line went through it.</summary>
    public void AddLine()
    {
        if (_period == 0 || _server == null || _server.IsUnplugged || --_left > 0)
        {
            return;
        }

        _left = Next();
        _server.IsUnplugged = true;
        _events.WriteLine($"cable pulled for {_time.TotalSeconds:0} s");
        _plug.Change(_time, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _plug.Dispose();

    private int Next() => _period == 0 ? 0 : _random.Next(_period / 2, _period * 3 / 2);
}
