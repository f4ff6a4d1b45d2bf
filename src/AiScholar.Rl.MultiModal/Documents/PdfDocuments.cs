using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Opens PDF documents.</summary>
internal static class PdfDocuments
{
    /// <param name="content">The document's bytes.</param>
    /// <param name="options">The limits.</param>
    /// <param name="stop">Ends a step that was given up, at its next stream.</param>
    /// <exception cref="DocumentException">The document is encrypted or its structure cannot be read.</exception>
    public static PdfDocument Open(ReadOnlyMemory<byte> content, DocumentOptions options, CancellationToken stop = default)
    {
        try
        {
            PdfDocument document = PdfDocument.Open(content.ToArray(), new ParsingOptions
            {
                UseLenientParsing = true,
                SkipMissingFonts = true,
                FilterProvider = new GuardedFilters(options.MaxStreamBytes, stop),
            });
            FormNesting.Prepare(document);
            return document;
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentEncrypted, "The PDF needs a password; remove its protection and try again.", exception);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or DocumentException))
        {
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The PDF is damaged or truncated: its structure cannot be read.", exception);
        }
    }
}
