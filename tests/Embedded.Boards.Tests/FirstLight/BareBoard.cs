// SPDX-License-Identifier: MIT
using Embedded.Devices;

namespace Embedded.Boards.Tests.FirstLight;

/// <summary>An ESP32 with nanoFramework's stock firmware: it has a clock, memory and a console, but no native part, camera or pins that were asked for.</summary>
internal sealed class BareBoard(uint psramBytes = 0, int mostLines = int.MaxValue) : IHardware
{
    private ulong _microseconds;

    public List<string> Lines { get; } = [];

    public HashSet<string> Calls { get; } = [];

    /// <summary>A millisecond passes with every look at the clock.</summary>
    public ulong Microseconds => _microseconds += 1000;

    public (uint Internal, uint Psram) MemoryBytes => (320_000, psramBytes);

    public uint ManagedBytes => 100_000;

    public BoardWiring Wiring { get; } = VirtualWiring.Of(BoardDescriptor.Load("esp32-cam"));

    public IPinHardware Pins => throw new NotSupportedException();

    public ICameraHardware Camera => throw new NotSupportedException();

    public IEngineHardware Engine => null!;

    public byte[] MemoryModel { get; set; } = [];

    public int NativeMemoryBytes => 0;

    public ReadOnlyMemory<byte> Model(int slot) => throw new NotSupportedException();

    public uint Sequence(int slot) => throw new NotSupportedException();

    /// <summary>What its file system answers for any file; none if null.</summary>
    public Func<byte[]>? FileBytes { get; init; }

    public byte[] File(string path) => FileBytes?.Invoke()!;

    public void OnCall(string name) => Calls.Add(name);

    public void WriteLine(string line)
    {
        if (Lines.Count == mostLines)
        {
            throw new IOException("the cable was pulled");
        }

        Lines.Add(line);
    }

    /// <summary>Runs an application on this board.</summary>
    public void Run(Action application)
    {
        IHardware? outer = Hardware.Current;
        Hardware.Current = this;
        try
        {
            application();
        }
        finally
        {
            Hardware.Current = outer;
        }
    }
}
