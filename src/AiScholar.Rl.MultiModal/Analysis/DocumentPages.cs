using System.Globalization;
using System.Runtime.CompilerServices;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the reader of a document and reads its pages; whatever a reader throws becomes a <see cref="DocumentException"/>.</summary>
internal sealed class DocumentPages(ExtensionCatalog<IDocumentReader> readers, ScanReader scans)
{
    public async IAsyncEnumerable<DocumentPage> ReadAsync(DocumentSource source, DocumentAnalysisRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (request.FirstPage < 1 || request.LastPage < request.FirstPage)
            throw new ArgumentException($"Pages {request.FirstPage} to {request.LastPage} are no range; pages count from 1.", nameof(request));
        if (source.Content.IsEmpty)
            throw new DocumentException(AdvancedRlErrorCode.DocumentEmpty, "The document is empty: it has 0 bytes.");
        ExtensionHandle<IDocumentReader> reader = await FindAsync(source, cancellationToken).ConfigureAwait(false);
        IDocumentReader instance = await reader.GetInstanceAsync(cancellationToken).ConfigureAwait(false);
        await using IAsyncEnumerator<DocumentPage> pages = instance.ReadAsync(source, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(pages, reader).ConfigureAwait(false))
        {
            DocumentPage page = pages.Current;
            if (page.Number > request.LastPage)
                yield break;
            if (page.Number >= request.FirstPage)
                yield return await scans.ReadAsync(source, page, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ExtensionHandle<IDocumentReader>> FindAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        foreach (ExtensionHandle<IDocumentReader> reader in readers.GetAll())
        {
            try
            {
                if ((await reader.GetInstanceAsync(cancellationToken).ConfigureAwait(false)).CanRead(source))
                    return reader;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                reader.ReportFault(nameof(IDocumentReader.CanRead), exception);
            }
        }

        string known = string.Join(", ", readers.GetAll().Select(reader => reader.Name));
        string start = Convert.ToHexString(source.Content.Span[..Math.Min(8, source.Content.Length)]);
        throw new DocumentException(AdvancedRlErrorCode.DocumentFormatUnknown,
            string.Create(CultureInfo.InvariantCulture, $"The document is of no format that a reader knows (readers: {known}); its first bytes are {start}."));
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<DocumentPage> pages, ExtensionHandle<IDocumentReader> reader)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (DocumentException or OperationCanceledException))
        {
            reader.ReportFault(nameof(IDocumentReader.ReadAsync), exception);
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, $"The document is damaged: reader '{reader.Name}' failed on it with {exception.GetType().Name}.", exception);
        }
    }
}
