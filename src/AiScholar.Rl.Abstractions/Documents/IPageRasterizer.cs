namespace AiScholar.Rl;

/// <summary>Draws a page of a document to pixels. Safe to call from many threads.</summary>
public interface IPageRasterizer
{
    /// <summary>Draws a page, or a part of it.</summary>
    /// <param name="source">The document.</param>
    /// <param name="pageNumber">The page, from 1.</param>
    /// <param name="dotsPerInch">The resolution; 72 gives one pixel a point.</param>
    /// <param name="region">The part to draw in points, or null for the whole page.</param>
    /// <param name="cancellationToken">Cancels the drawing.</param>
    /// <exception cref="DocumentException">The document or page cannot be drawn.</exception>
    ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default);
}
