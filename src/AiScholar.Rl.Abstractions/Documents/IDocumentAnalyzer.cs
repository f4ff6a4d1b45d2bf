namespace AiScholar.Rl;

/// <summary>Understands documents: text, visual elements and how they belong together. Safe to call from many threads.</summary>
public interface IDocumentAnalyzer
{
    /// <summary>Reads a document and returns its visual elements and their global features, without fusing them with the text.</summary>
    /// <exception cref="DocumentException">The document cannot be read at all; damage to a part becomes an issue.</exception>
    ValueTask<VisualFeatures> ExtractVisualFeaturesAsync(DocumentSource source, DocumentAnalysisRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a document, finds its elements and relationships, and fuses text and visual features.</summary>
    /// <exception cref="DocumentException">The document cannot be read at all; damage to a part becomes an issue.</exception>
    ValueTask<DocumentAnalysis> AnalyzeAsync(DocumentSource source, DocumentAnalysisRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a document page after page, for documents too long to hold; captions and references are joined within a page only.</summary>
    /// <exception cref="DocumentException">The document cannot be read at all; damage to a part becomes an issue.</exception>
    IAsyncEnumerable<PageAnalysis> AnalyzePagesAsync(DocumentSource source, DocumentAnalysisRequest? request = null, CancellationToken cancellationToken = default);
}
