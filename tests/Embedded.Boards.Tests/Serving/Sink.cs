// SPDX-License-Identifier: MIT
namespace Embedded.Boards.Tests.Serving;

/// <summary>A server that keeps what is sent.</summary>
internal sealed class Sink : IConsoleServer
{
    private readonly MemoryStream _bytes = new();

    public string Port => "sink";

    public byte[] Bytes => _bytes.ToArray();

    public long Length => _bytes.Length;

    public ReadOnlySpan<byte> Since(int position) => _bytes.GetBuffer().AsSpan(position, (int)_bytes.Length - position);

    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Drain(TimeSpan time)
    {
    }

    public void Dispose()
    {
    }
}
