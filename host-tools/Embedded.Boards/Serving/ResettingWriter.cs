// SPDX-License-Identifier: MIT
using System.Text;

namespace Embedded.Boards;

/// <summary>The console of one boot: after a number of lines the power goes in the middle of one, and nothing is said any more.</summary>
/// <param name="uart">Takes what is said until then.</param>
/// <param name="lines">Whole lines before the power goes.</param>
/// <param name="random">Decides where in the line.</param>
/// <param name="power">Cancelled when it goes.</param>
/// <param name="onLine">Told after every line.</param>
internal sealed class ResettingWriter(UartWriter uart, int lines, Random random, CancellationTokenSource power, Action onLine) : TextWriter
{
    private int _left = lines;

    public override Encoding Encoding => Encoding.ASCII;

    public override void WriteLine(string? value)
    {
        if (_left < 0)
        {
            return;
        }

        if (_left-- > 0)
        {
            uart.WriteLine(value);
            onLine();
            return;
        }

        byte[] line = Encoding.ASCII.GetBytes(value + "\r\n");
        uart.Send(line.AsSpan(0, random.Next(line.Length - 2)));
        power.Cancel();
    }
}
