namespace AiScholar.Rl;

/// <summary>Turns a document's bytes into pages of words, paths and images. Safe to call from many threads.</summary>
public interface IDocumentReader
{
    /// <summary>Whether the bytes are of a format this reader knows, judged from their first bytes; it must not throw.</summary>
    bool CanRead(DocumentSource source);

    /// <summary>Reads page after page; only the page at hand is held.</summary>
    /// <exception cref="DocumentException">The document is empty, damaged, encrypted or over a limit.</exception>
    IAsyncEnumerable<DocumentPage> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default);
}
