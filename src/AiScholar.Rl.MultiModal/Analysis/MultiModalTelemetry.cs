using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.MultiModal;

/// <summary>Meter and activity source of this package.</summary>
internal static class MultiModalTelemetry
{
    public const string Name = "AiScholar.Rl.MultiModal";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Pages = Meter.CreateCounter<long>("aischolar.rl.document.pages", "{page}", "Pages analyzed.");

    private static readonly Counter<long> Elements = Meter.CreateCounter<long>("aischolar.rl.document.elements", "{element}", "Elements found, by type.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("aischolar.rl.document.duration", "s", "Duration of document analyses.");

    public static void OnAnalyzed(int pages, IEnumerable<VisualElement> elements, TimeSpan duration)
    {
        Pages.Add(pages);
        foreach (IGrouping<VisualElementType, VisualElement> group in elements.GroupBy(element => element.ElementType))
            Elements.Add(group.Count(), new KeyValuePair<string, object?>("type", group.Key.Value));
        Duration.Record(duration.TotalSeconds);
    }
}
