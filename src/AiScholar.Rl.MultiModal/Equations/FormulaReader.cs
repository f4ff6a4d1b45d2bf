using System.Globalization;
using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Gives a page's formulas their LaTeX, where the host has a recognizer; without one nothing is drawn.</summary>
internal sealed class FormulaReader(ExtensionCatalog<IFormulaRecognizer> recognizers, IPageRasterizer rasterizer, IOptions<EquationOptions> equationOptions, TimeProvider time)
{
    private const int DrawingsBeforeGivingUp = 3;

    /// <summary>Reads the formulas among the elements, displayed ones first, and puts them in place with their LaTeX.</summary>
    public async ValueTask ReadAsync(DocumentSource source, DocumentPage page, List<FoundElement> found, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        IReadOnlyList<ExtensionHandle<IFormulaRecognizer>> enabled = recognizers.GetAll();
        if (enabled.Count == 0)
            return;
        EquationOptions options = equationOptions.Value;
        int[] formulas = [.. Enumerable.Range(0, found.Count)
            .Where(index => found[index].Element.Content is EquationContent { Latex: null } && found[index].Element.BoundingBox is { Width: > 0, Height: > 0 })
            .OrderByDescending(index => ((EquationContent)found[index].Element.Content!).IsDisplay)];
        if (formulas.Length == 0)
            return;
        if (formulas.Length > options.MaxRecognizedPerPage)
        {
            Add(issues, page, AdvancedRlErrorCode.DocumentLimitExceeded, string.Create(CultureInfo.InvariantCulture,
                $"The page has {formulas.Length} formulas; {options.MaxRecognizedPerPage} were read as LaTeX. Raise EquationOptions.{nameof(EquationOptions.MaxRecognizedPerPage)} to read more."));
            formulas = formulas[..options.MaxRecognizedPerPage];
        }

        var clock = new FormulaClock(time, options.RecognitionTimeout);
        var pictures = new FormulaPictures(rasterizer, source, page, options.DotsPerInch, [.. formulas.Select(index => found[index].Element.BoundingBox)]);
        int failures = 0;
        foreach (int index in formulas)
        {
            VisualElement element = found[index].Element;
            RasterImage? picture = await DrawAsync(pictures, element, clock, page, issues, cancellationToken).ConfigureAwait(false);
            failures = picture is null ? failures + 1 : 0;
            if (picture is not null && await AskAsync(enabled, picture, clock, page, issues, cancellationToken).ConfigureAwait(false) is { Latex.Length: > 0 } reading)
            {
                var content = (EquationContent)element.Content!;
                found[index] = found[index] with { Element = element with { Content = content with { Latex = reading.Latex, LatexConfidence = reading.Confidence } } };
            }

            if (failures == DrawingsBeforeGivingUp || index == formulas[^1])
                return;
            if (clock.Left > TimeSpan.Zero)
                continue;
            AddTimeout(issues, page, options);
            return;
        }
    }

    private async ValueTask<RasterImage?> DrawAsync(FormulaPictures pictures, VisualElement element, FormulaClock clock, DocumentPage page, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        try
        {
            return await pictures.DrawAsync(element, cancellationToken).AsTask().WaitAsync(clock.Left, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException)
        {
            AddTimeout(issues, page, equationOptions.Value);
        }
        catch (AdvancedRlException exception)
        {
            Add(issues, page, exception.ErrorCode, exception.Message);
        }
        catch (Exception exception)
        {
            Add(issues, page, AdvancedRlErrorCode.ExtensionFailed, $"Formulas could not be drawn: the page rasterizer failed with {exception.GetType().Name}.");
        }

        return null;
    }

    /// <summary>The reading of the first recognizer that succeeds.</summary>
    private async ValueTask<FormulaReading?> AskAsync(IReadOnlyList<ExtensionHandle<IFormulaRecognizer>> enabled, RasterImage picture, FormulaClock clock, DocumentPage page, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        foreach (ExtensionHandle<IFormulaRecognizer> handle in enabled)
        {
            TimeSpan left = clock.Left;
            if (left <= TimeSpan.Zero)
                return null;
            bool isLast = left < handle.Options.Timeout;
            ExtensionOutcome<FormulaReading> outcome = await handle.InvokeAsync(
                nameof(IFormulaRecognizer.RecognizeAsync),
                async (instance, token) => Check(await instance.RecognizeAsync(picture, token).ConfigureAwait(false), handle.Name),
                isLast ? left : null,
                cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                return outcome.Value;
            if (isLast && outcome.Issue.Code == AdvancedRlErrorCode.ExtensionTimedOut)
                AddTimeout(issues, page, equationOptions.Value);
            else
                AddOnce(issues, outcome.Issue with { PageNumber = page.Number });
        }

        return null;
    }

    private FormulaReading Check(FormulaReading? reading, string name)
    {
        int most = equationOptions.Value.MaxLatexLength;
        if (reading?.Latex is not { } latex || reading.Confidence is not (>= 0 and <= 1) || latex.Contains('\0', StringComparison.Ordinal))
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, name, $"'{name}' returned no LaTeX, a zero character in it, or a confidence outside 0 to 1.");
        return latex.Length <= most
            ? reading
            : throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, name, string.Create(CultureInfo.InvariantCulture,
                $"'{name}' returned LaTeX of {latex.Length} characters, over the limit of {most}. Raise EquationOptions.{nameof(EquationOptions.MaxLatexLength)} to take it."));
    }

    private static void AddTimeout(List<ResultIssue> issues, DocumentPage page, EquationOptions options) => Add(issues, page, AdvancedRlErrorCode.DocumentLimitExceeded, string.Create(CultureInfo.InvariantCulture,
        $"Not all formulas of the page were read as LaTeX within {options.RecognitionTimeout}. Raise EquationOptions.{nameof(EquationOptions.RecognitionTimeout)} to read them."));

    private static void Add(List<ResultIssue> issues, DocumentPage page, AdvancedRlErrorCode code, string message) =>
        AddOnce(issues, new ResultIssue { Code = code, Message = message, Source = "formulas", PageNumber = page.Number });

    /// <summary>A fault that every formula of a page meets is told once.</summary>
    private static void AddOnce(List<ResultIssue> issues, ResultIssue issue)
    {
        if (!issues.Contains(issue))
            issues.Add(issue);
    }
}
