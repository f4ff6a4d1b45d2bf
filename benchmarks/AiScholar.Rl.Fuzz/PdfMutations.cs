using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AiScholar.Rl.Fuzz;

/// <summary>Changes that keep a PDF's syntax: numbers, references, names, and what is inside compressed streams.</summary>
internal static class PdfMutations
{
    private const int LargestStream = 1024 * 1024;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "65535", "65536", "2147483647", "-2147483648", "4294967296", "9999999999999999999", "1e308", "-0.0000001", "0.1", "NaN", "1000000", "-99999.9",
    ];

    private static readonly string[] Words =
    [
        "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/RunLengthDecode", "/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/Type0", "/Type1", "/Type3", "/TrueType", "/CIDFontType2",
        "/DeviceRGB", "/DeviceCMYK", "/Indexed", "/ICCBased", "/Pattern", "/Separation", "/Form", "/Image", "/Identity-H", "/Kids", "/Parent", "/Contents", "/Resources", "/Page", "/Pages", "/Length",
        " q ", " Q ", " cm ", " Do ", " Tj ", " TJ ", " BT ", " ET ", " Tf ", " W n ", " sh ", " BI ", " ID ", " EI ", " c ", " re ", " f ", " S ", "[", "]", "<<", ">>", "(", ")", "null", "stream", "endstream", "endobj",
    ];

    public static byte[] Apply(byte[] content, Random random) => random.Next(6) switch
    {
        0 or 1 => ReplaceNumber(content, random),
        2 => Retarget(content, random),
        3 => InsertWord(content, random),
        _ => InsideStream(content, random),
    };

    /// <summary>Another number where one stands.</summary>
    private static byte[] ReplaceNumber(byte[] content, Random random)
    {
        int start = random.Next(content.Length);
        int at = content.AsSpan(start).IndexOfAny(Digits);
        if (at < 0)
            return content;
        at += start;
        int length = content.AsSpan(at).IndexOfAnyExcept(Digits);
        if (length < 0)
            length = content.Length - at;
        string number = random.Next(3) == 0 ? random.Next(64).ToString(CultureInfo.InvariantCulture) : Numbers[random.Next(Numbers.Length)];
        return [.. content.AsSpan(0, at), .. Encoding.ASCII.GetBytes(number), .. content.AsSpan(at + length)];
    }

    /// <summary>A reference to another object: cycles, wrong kinds, objects that are not there.</summary>
    private static byte[] Retarget(byte[] content, Random random)
    {
        var places = new List<int>();
        for (int i = 0; i + 4 < content.Length; i++)
        {
            if (content.AsSpan(i).StartsWith(" 0 R"u8) && i > 0 && char.IsAsciiDigit((char)content[i - 1]))
                places.Add(i);
        }

        if (places.Count == 0)
            return content;
        int end = places[random.Next(places.Count)], begin = end;
        while (begin > 0 && char.IsAsciiDigit((char)content[begin - 1]))
            begin--;
        string target = (1 + random.Next(40)).ToString(CultureInfo.InvariantCulture);
        return [.. content.AsSpan(0, begin), .. Encoding.ASCII.GetBytes(target), .. content.AsSpan(end)];
    }

    private static byte[] InsertWord(byte[] content, Random random)
    {
        int at = random.Next(content.Length);
        string word = Words[random.Next(Words.Length)];
        if (random.Next(8) == 0)
            word = string.Concat(Enumerable.Repeat(word, 1 << random.Next(4, 15)));
        byte[] bytes = Encoding.ASCII.GetBytes(word);
        return [.. content.AsSpan(0, at), .. bytes, .. content.AsSpan(random.Next(2) == 0 ? at : Math.Min(content.Length, at + bytes.Length))];
    }

    /// <summary>Opens a compressed stream, changes what is in it, and compresses it again; a stream of zeros now and then, to the limit of what a file may hold.</summary>
    private static byte[] InsideStream(byte[] content, Random random)
    {
        int start = NextStream(content, random.Next(content.Length));
        if (start < 0)
            return content;
        int length = content.AsSpan(start).IndexOf("endstream"u8);
        if (length <= 0)
            return content;
        byte[] inner;
        bool isCompressed = true;
        try
        {
            inner = Inflate(content.AsSpan(start, length).ToArray());
        }
        catch (InvalidDataException)
        {
            inner = content.AsSpan(start, length).ToArray();
            isCompressed = false;
        }

        if (inner.Length == 0)
            return content;
        if (isCompressed && random.Next(12) == 0)
            inner = new byte[1 << random.Next(20, 28)];
        else
            inner = random.Next(3) switch { 0 => ReplaceNumber(inner, random), 1 => InsertWord(inner, random), _ => ByteMutations.Apply(inner, inner, random) };
        return [.. content.AsSpan(0, start), .. isCompressed ? Deflate(inner) : inner, .. content.AsSpan(start + length)];
    }

    private static int NextStream(byte[] content, int from)
    {
        int at = content.AsSpan(from).IndexOf("\nstream\n"u8);
        at = at < 0 ? content.AsSpan().IndexOf("\nstream\n"u8) : at + from;
        return at < 0 ? -1 : at + "\nstream\n"u8.Length;
    }

    private static byte[] Inflate(byte[] data)
    {
        using var from = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var to = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read = from.Read(buffer); read > 0 && to.Length < LargestStream; read = from.Read(buffer))
            to.Write(buffer, 0, read);
        return to.ToArray();
    }

    private static byte[] Deflate(byte[] data)
    {
        var to = new MemoryStream();
        using (var through = new ZLibStream(to, CompressionLevel.Fastest, leaveOpen: true))
            through.Write(data);
        return to.ToArray();
    }
}
