namespace AiScholar.Rl.MultiModal;

/// <summary>Looks at a PDF's first and last bytes: what it is, and whether it is whole.</summary>
internal static class PdfSignature
{
    private const int HeaderReach = 1024;
    private const int TrailerReach = 4096;

    /// <summary>Whether <c>%PDF-</c> stands in the first 1,024 bytes, as viewers accept it.</summary>
    public static bool IsPresent(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, HeaderReach)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Fails when the signature or the end is missing: a file cut off in the middle lacks the <c>startxref</c> that ends every PDF.</summary>
    /// <exception cref="DocumentException">Not a PDF, or truncated.</exception>
    public static void Check(ReadOnlySpan<byte> content)
    {
        if (!IsPresent(content))
            throw new DocumentException(AdvancedRlErrorCode.DocumentFormatUnknown, "The file is not a PDF: it does not start with %PDF-.");
        ReadOnlySpan<byte> tail = content[Math.Max(0, content.Length - TrailerReach)..];
        int at = tail.LastIndexOf("startxref"u8);
        if (at < 0 || !HasOffset(tail[(at + 9)..]) || IsShorterThanDeclared(content))
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The PDF is truncated: its end (startxref and %%EOF) is missing.");
    }

    private static bool HasOffset(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \r\n\t"u8);
        int digits = 0;
        while (digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9')
            digits++;
        return digits > 0 && rest[digits..].IndexOf("%%EOF"u8) >= 0;
    }

    /// <summary>A linearized file tells its own length in its first object.</summary>
    private static bool IsShorterThanDeclared(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(content.Length, HeaderReach)];
        int at = head.IndexOf("/Linearized"u8);
        if (at < 0)
            return false;
        int length = head[at..].IndexOf("/L "u8);
        if (length < 0)
            return false;
        ReadOnlySpan<byte> digits = head[(at + length + 3)..].TrimStart((byte)' ');
        long declared = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || declared > int.MaxValue)
                break;
            declared = (declared * 10) + digit - '0';
        }

        return declared > content.Length;
    }
}
