namespace AiScholar.Rl;

/// <summary>Takes the captioned figures, charts and diagrams out of documents, for models that learn from them or search them. Safe to call from many threads.</summary>
public interface IElementViewReader
{
    /// <summary>Reads a document and gives one view for each caption of a figure, chart, diagram or flowchart, in page order.</summary>
    /// <exception cref="DocumentException">The document cannot be read at all; an element that cannot be drawn has no picture.</exception>
    ValueTask<IReadOnlyList<ElementView>> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default);
}
