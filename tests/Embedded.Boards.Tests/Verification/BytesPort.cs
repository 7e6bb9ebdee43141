// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards.Tests.Verification;

/// <summary>A recording in memory.</summary>
internal sealed class BytesPort(byte[] bytes, bool isLive = false) : IBoardPort
{
    public BytesPort(IEnumerable<string> lines)
        : this(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))))
    {
    }

    public string Name => "console.log";

    public bool IsLive => isLive;

    public Stream Open() => new MemoryStream(bytes, writable: false);
}
