using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>Finds features that are not what they were, from what the encoder's slots counted since it was made or loaded.</summary>
internal static class FeatureDrifts
{
    /// <summary>Rows before absence or news mean anything.</summary>
    public const int WarmUp = 1000;

    /// <summary>Rows without a feature that was in most rows.</summary>
    public const int Absence = 500;

    /// <summary>Deviations between the recent and the whole mean; the recent mean itself strays by 0.04.</summary>
    public const double Shift = 0.5;

    private const int MinimumCount = 200;

    public static List<FeatureDrift> Of(FeatureDictionary dictionary, bool isContext)
    {
        var drifts = new List<FeatureDrift>();
        foreach (((string space, string name), FeatureSlot slot) in dictionary.Slots)
        {
            foreach ((FeatureDriftKind kind, string message) in Of(slot, dictionary.ObservedRows))
                drifts.Add(new FeatureDrift { Namespace = space, Name = name, IsContext = isContext, Kind = kind, Message = message });
        }

        drifts.Sort(static (left, right) => (left.Kind, left.Namespace, left.Name).CompareTo((right.Kind, right.Namespace, right.Name)));
        return drifts;
    }

    private static IEnumerable<(FeatureDriftKind Kind, string Message)> Of(FeatureSlot slot, long rows)
    {
        if (slot.KindChanges > 0)
            yield return (FeatureDriftKind.KindChanged, Text($"It is {slot.Kind}; {slot.KindChanges} values of another kind were left out."));
        if (slot.LeftOut > 0)
            yield return (FeatureDriftKind.LeftOut, Text($"{slot.LeftOut} values found no room; raise FeatureEncoderOptions.MaxFeatures or send fewer distinct values."));
        if (slot.FirstRow > WarmUp && rows - slot.FirstRow <= WarmUp)
            yield return (FeatureDriftKind.Appeared, Text($"It came up first in row {slot.FirstRow} of {rows}."));
        if (slot.Seen >= MinimumCount && 2 * slot.Seen >= slot.LastSeenRow - slot.FirstRow && rows - slot.LastSeenRow >= Absence)
            yield return (FeatureDriftKind.Vanished, Text($"It was in {slot.Seen} of {slot.LastSeenRow - slot.FirstRow + 1} rows and is in none of the last {rows - slot.LastSeenRow}."));
        if (slot.Kind == FeatureKind.Numeric && slot.Seen >= WarmUp && Math.Abs(slot.RecentMean - slot.Mean) > Shift * slot.Deviation)
            yield return (FeatureDriftKind.Shifted, Text($"Its recent mean is {slot.RecentMean:g4}; over all it is {slot.Mean:g4}, with a deviation of {slot.Deviation:g4}."));
        if (slot.Kind == FeatureKind.Categorical && slot.Seen >= MinimumCount && 2L * slot.NewValues > slot.Seen)
            yield return (FeatureDriftKind.NeverRepeats, Text($"{slot.NewValues} of its {slot.Seen} values were new ones; an id or a free text teaches nothing as a category."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
