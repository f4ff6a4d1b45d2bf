using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads PDF documents with PdfPig, page after page.</summary>
internal sealed class PdfDocumentReader : IDocumentReader
{
    /// <summary>PdfPig keeps every font and object it has read until the document is closed, about a megabyte a page of a paper: a long document is opened anew now and then.</summary>
    private const int PagesPerOpening = 64;

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
        PdfDocument document = await OpenAsync(source, options, stop, cancellationToken).ConfigureAwait(false);
        try
        {
            int pages = document.NumberOfPages;
            if (pages > options.MaxPages)
                throw DocumentLimits.Exceeded($"The document has {pages} pages", options.MaxPages, nameof(DocumentOptions.MaxPages));
            if (pages == 0)
                throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "The PDF has no pages; it is damaged or truncated.");

            for (int number = 1; number <= pages; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (number > 1 && (number - 1) % PagesPerOpening == 0)
                {
                    document.Dispose();
                    document = await OpenAsync(source, options, stop, cancellationToken).ConfigureAwait(false);
                }

                (PdfDocument open, int current) = (document, number);
                yield return await GuardAsync(() => ReadPage(open, current, options), number, options, stop, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            document.Dispose();
        }
    }

    private Task<PdfDocument> OpenAsync(DocumentSource source, DocumentOptions options, CancellationTokenSource stop, CancellationToken cancellationToken) =>
        GuardAsync(() => PdfDocuments.Open(source.Content, options, stop.Token), 0, options, stop, cancellationToken);

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
