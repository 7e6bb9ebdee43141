// SPDX-License-Identifier: MIT
namespace Embedded.Inference;

/// <summary>Reads UTF-8 text (RFC 3629) without System.Text, which is a separate package on the device.</summary>
public static class Utf8
{
    private const char Replacement = '\uFFFD';

    /// <summary>Decodes bytes[start .. start + count); what is no UTF-8, and code points beyond 65,535, become U+FFFD.</summary>
    public static string Decode(byte[] bytes, int start, int count)
    {
        char[] text = new char[count];
        int length = 0;
        int end = start + count;
        for (int at = start; at < end;)
        {
            int lead = bytes[at++];
            int more = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
            int value = more == 1 ? lead & 0x1F : more == 2 ? lead & 0x0F : more == 3 ? lead & 0x07 : lead;
            for (int index = 0; index < more; index++)
            {
                if (at == end || (bytes[at] & 0xC0) != 0x80)
                {
                    more = -1;
                    break;
                }

                value = (value << 6) | (bytes[at++] & 0x3F);
            }

            bool isText = more >= 0 && value <= 0xFFFF && (value < 0xD800 || value > 0xDFFF) && (more != 2 || value >= 0x800);
            text[length++] = isText ? (char)value : Replacement;
        }

        return new string(text, 0, length);
    }
}
