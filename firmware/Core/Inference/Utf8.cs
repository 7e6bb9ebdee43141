// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Reads UTF-8 text (RFC 3629) without System.Text, which is a separate package on the device.</summary>
public static class Utf8
{
    /// <summary>Decodes bytes[start .. start + count).</summary>
    /// <returns>The text; null if the bytes are no UTF-8 or contain a 0, which would end the string on the device.</returns>
    public static string Decode(byte[] bytes, int start, int count)
    {
        char[] text = new char[count];
        int length = 0;
        int end = start + count;
        for (int at = start; at < end;)
        {
            int lead = bytes[at++];
            int more = lead < 0x80 ? 0 : lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
            if (more < 0 || more > end - at)
            {
                return null;
            }

            int value = more == 0 ? lead : lead & (0x3F >> more);
            for (int index = 0; index < more; index++)
            {
                if ((bytes[at] & 0xC0) != 0x80)
                {
                    return null;
                }

                value = (value << 6) | (bytes[at++] & 0x3F);
            }

            bool isSurrogate = value >= 0xD800 && value <= 0xDFFF;
            bool isOverlong = (more == 2 && value < 0x800) || (more == 3 && value < 0x10000);
            if (value == 0 || isSurrogate || isOverlong || value > 0x10FFFF)
            {
                return null;
            }

            if (more == 3)
            {
                text[length++] = (char)(0xD7C0 + (value >> 10)); // 0xD800 - (0x10000 >> 10)
                value = 0xDC00 | (value & 0x3FF);
            }

            text[length++] = (char)value;
        }

        return new string(text, 0, length);
    }
}
