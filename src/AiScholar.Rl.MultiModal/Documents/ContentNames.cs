using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>The names (<c>/Name</c>; ISO 32000-1, 7.3.5) that stand in a content stream.</summary>
internal static class ContentNames
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    /// <summary>Adds how often each name stands in a stream.</summary>
    public static void Count(ReadOnlySpan<byte> content, Dictionary<string, int> names)
    {
        for (int at = content.IndexOf((byte)'/'); at >= 0; at = content.IndexOf((byte)'/'))
        {
            content = content[(at + 1)..];
            int length = content.IndexOfAny(Ends);
            ReadOnlySpan<byte> name = length < 0 ? content : content[..length];
            if (name.Length is > 0 and <= 127)
                CollectionsMarshal.GetValueRefOrAddDefault(names, Unescape(name), out _)++;
        }
    }

    private static string Unescape(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'#'))
            return Encoding.Latin1.GetString(name);
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 <= name.Length - 1 && char.IsAsciiHexDigit((char)name[i + 1]) && char.IsAsciiHexDigit((char)name[i + 2]))
            {
                text.Append((char)Convert.FromHexString([(char)name[i + 1], (char)name[i + 2]])[0]);
                i += 2;
            }
            else
            {
                text.Append((char)name[i]);
            }
        }

        return text.ToString();
    }
}
