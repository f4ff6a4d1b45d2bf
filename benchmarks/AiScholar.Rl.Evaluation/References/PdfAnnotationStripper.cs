using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AiScholar.Rl.Evaluation.References;

/// <summary>
/// Writes a PDF anew without its pages' annotations: every object is copied, those of object streams unpacked, and the key <c>/Annots</c> is renamed
/// to a key no reader knows. Content streams stay byte for byte, so that the text is the same. Made for what TeX writes: direct stream lengths
/// where <c>endstream</c> occurs within a stream, no encryption.
/// </summary>
public static class PdfAnnotationStripper
{
    private static readonly byte[] Annotations = "/Annots"u8.ToArray(), Hidden = "/Xnnots"u8.ToArray();

    /// <summary>The same document without annotations.</summary>
    /// <exception cref="InvalidDataException">The bytes have no objects, or no catalogue.</exception>
    public static byte[] Strip(ReadOnlySpan<byte> pdf)
    {
        var objects = new SortedDictionary<int, byte[]>();
        int at = 0;
        while (NextObject(pdf, ref at) is { } found)
        {
            string head = Encoding.Latin1.GetString(found.Body.AsSpan(0, found.Stream < 0 ? found.Body.Length : found.Stream));
            if (found.Stream >= 0 && head.Contains("/ObjStm", StringComparison.Ordinal))
                Unpack(found.Body.AsSpan(found.Stream), head, objects);
            else if (!(found.Stream >= 0 && head.Contains("/XRef", StringComparison.Ordinal)))
                objects[found.Number] = found.Stream >= 0 ? found.Body : Rename(found.Body);
        }

        int root = objects.Where(pair => Encoding.Latin1.GetString(pair.Value).Contains("/Catalog", StringComparison.Ordinal)).Select(pair => pair.Key).LastOrDefault();
        return root > 0 ? Write(objects, root) : throw new InvalidDataException("The PDF has no catalogue object.");
    }

    /// <summary>The next object from <paramref name="at"/> on: its number, its bytes between <c>obj</c> and <c>endobj</c>, and where in them its stream keyword stands, or -1.</summary>
    private static (int Number, byte[] Body, int Stream)? NextObject(ReadOnlySpan<byte> pdf, ref int at)
    {
        while (true)
        {
            int found = pdf[at..].IndexOf(" obj"u8);
            if (found < 0)
                return null;
            int start = at + found + 4, cursor = at + found - 1;
            at = start;
            while (cursor >= 0 && char.IsAsciiDigit((char)pdf[cursor]))
                cursor--;
            int end = cursor;
            while (cursor > 0 && char.IsAsciiDigit((char)pdf[cursor - 1]))
                cursor--;
            if (end <= 0 || cursor >= end || !int.TryParse(pdf[cursor..end], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                continue;
            int close = pdf[start..].IndexOf("endobj"u8), stream = pdf[start..].IndexOf("stream"u8);
            if (close < 0)
                return null;
            if (stream < 0 || stream > close)
            {
                at = start + close + 6;
                return (number, pdf.Slice(start, close).ToArray(), -1);
            }

            int length = DirectLength(Encoding.Latin1.GetString(pdf.Slice(start, stream)));
            int data = start + stream + 6;
            int after = length >= 0 && data + length < pdf.Length ? data + length : data;
            int stop = pdf[after..].IndexOf("endstream"u8);
            if (stop < 0)
                return null;
            stop = after + stop + 9;
            at = stop;
            return (number, pdf[start..stop].ToArray(), stream);
        }
    }

    private static int DirectLength(string dictionary)
    {
        int key = dictionary.IndexOf("/Length ", StringComparison.Ordinal);
        if (key < 0)
            return -1;
        string[] parts = dictionary[(key + 8)..].Split([' ', '\r', '\n', '/', '>'], 4, StringSplitOptions.RemoveEmptyEntries);
        bool indirect = parts.Length > 2 && parts[2].StartsWith('R');
        return !indirect && int.TryParse(parts.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1;
    }

    private static void Unpack(ReadOnlySpan<byte> stream, string head, SortedDictionary<int, byte[]> objects)
    {
        ReadOnlySpan<byte> data = stream[6..^9];
        data = data[(data[0] == '\r' ? 2 : 1)..];
        using var source = new MemoryStream(data.ToArray());
        using var unpacked = new MemoryStream();
        using (var inflate = new ZLibStream(source, CompressionMode.Decompress))
            inflate.CopyTo(unpacked);
        byte[] bytes = unpacked.ToArray();
        int first = Entry(head, "/First "), count = Entry(head, "/N ");
        int[] pairs = [.. Encoding.Latin1.GetString(bytes, 0, first).Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(2 * count).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        for (int i = 0; i + 1 < pairs.Length; i += 2)
        {
            int start = first + pairs[i + 1], end = i + 3 < pairs.Length ? first + pairs[i + 3] : bytes.Length;
            objects[pairs[i]] = Rename(bytes[start..end]);
        }
    }

    private static int Entry(string head, string key)
    {
        int at = head.IndexOf(key, StringComparison.Ordinal) + key.Length, end = at;
        while (end < head.Length && char.IsAsciiDigit(head[end]))
            end++;
        return int.Parse(head.AsSpan(at, end - at), CultureInfo.InvariantCulture);
    }

    private static byte[] Rename(byte[] body)
    {
        for (int at = body.AsSpan().IndexOf(Annotations); at >= 0; at = body.AsSpan().IndexOf(Annotations))
            Hidden.CopyTo(body, at);
        return body;
    }

    private static byte[] Write(SortedDictionary<int, byte[]> objects, int root)
    {
        using var output = new MemoryStream();
        var offsets = new Dictionary<int, long>();
        Text("%PDF-1.5\n");
        foreach ((int number, byte[] body) in objects)
        {
            offsets[number] = output.Position;
            Text($"{number} 0 obj\n");
            output.Write(body);
            Text("\nendobj\n");
        }

        long start = output.Position;
        int size = objects.Keys.Max() + 1;
        Text($"xref\n0 {size}\n0000000000 65535 f \n");
        for (int number = 1; number < size; number++)
            Text(offsets.TryGetValue(number, out long offset) ? $"{offset:D10} 00000 n \n" : "0000000000 65535 f \n");
        Text($"trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return output.ToArray();

        void Text(string text) => output.Write(Encoding.Latin1.GetBytes(text));
    }
}
