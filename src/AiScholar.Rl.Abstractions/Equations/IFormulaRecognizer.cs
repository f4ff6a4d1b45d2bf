namespace AiScholar.Rl;

/// <summary>Reads the picture of one formula as LaTeX. Safe to call from many threads.</summary>
/// <remarks>
/// The document analyzer draws each formula it found, without its number in the margin and cut to its ink with a narrow margin of paper, and asks the
/// enabled recognizers in the order of their priority until one answers. What a recognizer throws, or answers outside the limits told here, costs that
/// formula its LaTeX and becomes an issue of the result. Implement <see cref="IInitializable"/> to load a model before the first picture, and
/// <see cref="IDisposable"/> to free it. The formula is a person's data: never log it.
/// </remarks>
public interface IFormulaRecognizer
{
    /// <summary>Reads one formula.</summary>
    /// <param name="picture">The formula, dark on light paper as a rule; <see cref="RasterImage.DotsPerInch"/> tells how large it stands on the page.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up or the time is over; look at it between the steps of a long reading.</param>
    /// <returns>LaTeX and confidence; empty LaTeX when the picture holds no formula that can be read, which is no fault.</returns>
    ValueTask<FormulaReading> RecognizeAsync(RasterImage picture, CancellationToken cancellationToken = default);
}
