using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Keeps nonsense that an extension returns out of the result.</summary>
internal static class ElementRules
{
    private const double Slack = 2;

    public static double CheckScore(double score, string name) =>
        score is >= 0 and <= 1 ? score : throw Nonsense(name, string.Create(CultureInfo.InvariantCulture, $"gave a score of {score}; it must be from 0 to 1"));

    public static VisualElement Check(VisualElement? element, VisualRegion region, string name)
    {
        if (element is null)
            throw Nonsense(name, "returned no element");
        if (element.Confidence is not (>= 0 and <= 1))
            throw Nonsense(name, string.Create(CultureInfo.InvariantCulture, $"returned a confidence of {element.Confidence}; it must be from 0 to 1"));
        if (!IsOnPage(element.BoundingBox, region.Page) || element.PageNumber != region.Page.Number)
            throw Nonsense(name, "returned an element that does not stand on the region's page");
        return element;
    }

    public static IReadOnlyList<VisualRegion> Check(IReadOnlyList<VisualRegion>? regions, DocumentPage page, string name) =>
        regions is not null && regions.All(region => region is not null && ReferenceEquals(region.Page, page) && IsOnPage(region.BoundingBox, page) && region.DetectionScore is >= 0 and <= 1)
            ? regions
            : throw Nonsense(name, "returned regions that do not stand on the page, or scores outside 0 to 1");

    public static MultiModalFeatures Check(MultiModalFeatures? features, string name)
    {
        if (features is null)
            throw Nonsense(name, "returned no features");
        foreach (float value in features.IntegratedEmbedding.Span)
        {
            if (!float.IsFinite(value))
                throw Nonsense(name, "returned an embedding with a number that is not finite");
        }

        return features;
    }

    private static bool IsOnPage(BoundingBox box, DocumentPage page) =>
        box.IsValid && new BoundingBox(0, 0, page.Width, page.Height).Contains(box, Slack);

    private static ExtensionException Nonsense(string name, string what) => new(AdvancedRlErrorCode.ExtensionFailed, name, $"'{name}' {what}.");
}
