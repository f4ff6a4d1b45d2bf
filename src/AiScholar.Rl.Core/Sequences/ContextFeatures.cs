using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>
/// A moment as indicators, for the logistic model: the last actions by their place, pairs of them, which actions occurred and how often, how many there were, the time since the last
/// and the first, hour and weekday, and the moment's features, alone and with the last action. Numbers fall into half octaves.
/// </summary>
internal static class ContextFeatures
{
    private const int Places = 5;
    private const int MostFeatures = 64;
    private const int MostWords = 32;
    private const int MostActions = 200;

    public static List<string> Of(ReadOnlySpan<SequenceAction> recent, IReadOnlyList<Feature> features)
    {
        var indicators = new List<string>(64) { "always" };
        string last = recent.Length > 0 ? recent[^1].Name : "";
        for (int place = 1; place <= Places; place++)
            indicators.Add(string.Create(CultureInfo.InvariantCulture, $"last{place}={At(recent, place)}"));
        indicators.Add($"last12={last}|{At(recent, 2)}");
        indicators.Add($"last13={last}|{At(recent, 3)}");
        indicators.Add($"last123={last}|{At(recent, 2)}|{At(recent, 3)}");
        indicators.Add(string.Create(CultureInfo.InvariantCulture, $"length={(recent.Length < 8 ? recent.Length : 8 + HalfOctave(recent.Length / 8.0))}"));
        foreach (IGrouping<string, SequenceAction> group in recent[^Math.Min(recent.Length, MostActions)..].ToArray().GroupBy(action => action.Name, StringComparer.Ordinal))
        {
            int times = group.Count();
            indicators.Add($"did={group.Key}");
            indicators.Add(string.Create(CultureInfo.InvariantCulture, $"did={group.Key}*{Math.Min(times, 4)}"));
            indicators.Add($"did={group.Key}|{last}");
        }

        AddTimes(recent, last, indicators);
        AddFeatures(features, last, indicators);
        return indicators;
    }

    private static void AddTimes(ReadOnlySpan<SequenceAction> recent, string last, List<string> indicators)
    {
        if (recent.Length == 0 || recent[^1].Time == default)
            return;
        DateTimeOffset at = recent[^1].Time;
        Add("hour", at.Hour.ToString(CultureInfo.InvariantCulture), last, indicators);
        Add("weekday", at.DayOfWeek.ToString(), last, indicators);
        if (recent.Length > 1)
            Add("gap", HalfOctave(Math.Max(0, (at - recent[^2].Time).TotalSeconds)).ToString(CultureInfo.InvariantCulture), last, indicators);
        Add("elapsed", HalfOctave(Math.Max(0, (at - recent[0].Time).TotalSeconds)).ToString(CultureInfo.InvariantCulture), last, indicators);
    }

    private static void AddFeatures(IReadOnlyList<Feature> features, string last, List<string> indicators)
    {
        foreach (Feature feature in features.Take(MostFeatures))
        {
            string name = $"{feature.Namespace}^{feature.Name}";
            if (feature.Kind == FeatureKind.Categorical && feature.Text is { } text)
                Add(name, text, last, indicators);
            else if (feature.Kind == FeatureKind.Numeric && double.IsFinite(feature.Number))
                Add(name, HalfOctave(feature.Number).ToString(CultureInfo.InvariantCulture), last, indicators);
            else if (feature.Kind == FeatureKind.Set && feature.Set is { } values)
            {
                foreach (string value in values.Take(MostWords))
                    Add(name, value, last, indicators);
            }
        }
    }

    private static void Add(string name, string value, string last, List<string> indicators)
    {
        indicators.Add($"{name}={value}");
        indicators.Add($"{name}={value}|{last}");
    }

    private static string At(ReadOnlySpan<SequenceAction> recent, int place) => place <= recent.Length ? recent[^place].Name : "";

    /// <summary>2 log2(1 + |x|), rounded down, with the sign of x.</summary>
    private static int HalfOctave(double value) => Math.Sign(value) * (int)(2 * Math.Log2(1 + Math.Min(Math.Abs(value), 1e300)));
}
