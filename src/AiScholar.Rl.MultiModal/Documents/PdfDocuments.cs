using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Opens PDF documents.</summary>
internal static class PdfDocuments
{
    /// <exception cref="DocumentException">The document is encrypted or its structure cannot be read.</exception>
    public static PdfDocument Open(ReadOnlyMemory<byte> content)
    {
        try
        {
            return PdfDocument.Open(content.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentEncrypted, "The PDF needs a password; remove its protection and try again.", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The PDF is damaged or truncated: its structure cannot be read.", exception);
        }
    }
}
