using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads PDF documents with PdfPig, page after page.</summary>
internal sealed class PdfDocumentReader : IDocumentReader
{
    private readonly IOptions<DocumentOptions> _options;
    private readonly TimeProvider _time;

    public PdfDocumentReader(IOptions<DocumentOptions> options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public bool CanRead(DocumentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return PdfSignature.IsPresent(source.Content.Span);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DocumentPage> ReadAsync(DocumentSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        DocumentOptions options = _options.Value;
        DocumentLimits.CheckSize(source.Content.Length, options);
        PdfSignature.Check(source.Content.Span);

        using var stop = new CancellationTokenSource();
        using PdfDocument document = await GuardAsync(() => PdfDocuments.Open(source.Content, options, stop.Token), 0, options, stop, cancellationToken).ConfigureAwait(false);
        if (document.NumberOfPages > options.MaxPages)
            throw DocumentLimits.Exceeded($"The document has {document.NumberOfPages} pages", options.MaxPages, nameof(DocumentOptions.MaxPages));
        if (document.NumberOfPages == 0)
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The PDF has no pages; it is damaged or truncated.");

        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int current = number;
            DocumentPage page = await GuardAsync(() => ReadPage(document, current, options), number, options, stop, cancellationToken).ConfigureAwait(false);
            yield return page;
        }
    }

    /// <summary>A damaged page costs itself, not the document.</summary>
    private static DocumentPage ReadPage(PdfDocument document, int number, DocumentOptions options)
    {
        try
        {
            FormNesting.Check(document, number);
            return PdfPageReader.Read(document.GetPage(number), options);
        }
        catch (Exception exception) when (exception is DocumentException { ErrorCode: AdvancedRlErrorCode.DocumentCorrupt } or not (DocumentException or OutOfMemoryException))
        {
            return new DocumentPage
            {
                Number = number,
                Width = 612,
                Height = 792,
                Issues = [new ResultIssue { Code = AdvancedRlErrorCode.DocumentCorrupt, Severity = IssueSeverity.Error, Message = exception is DocumentException ? exception.Message : $"The page is damaged and was left out ({exception.GetType().Name}).", Source = "pdf", PageNumber = number }],
            };
        }
    }

    /// <summary>Runs a synchronous step on the pool and gives up on it after the time a page may take. The abandoned step ends at its next stream.</summary>
    private async Task<T> GuardAsync<T>(Func<T> step, int page, DocumentOptions options, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(step, CancellationToken.None).WaitAsync(options.PageTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException)
                throw;
            string what = page == 0 ? "Opening the document took longer than allowed" : $"Page {page} took longer than allowed";
            throw DocumentLimits.Exceeded(what, options.PageTimeout, nameof(DocumentOptions.PageTimeout));
        }
    }
}
