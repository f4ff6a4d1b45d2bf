using System.Collections.Frozen;
using System.Text.Json;

namespace AiScholar.Rl.MultiModal;

/// <summary>The curves that ship, by the name of the built-in processor whose scores they turn into probabilities.</summary>
internal static class ConfidenceCurves
{
    private static readonly FrozenDictionary<string, ConfidenceCurve> Shipped = Load();

    /// <summary>The probability that an element of a built-in processor is right; the score itself when the processor has no curve.</summary>
    public static double Apply(string processor, double score) => Shipped.TryGetValue(processor, out ConfidenceCurve? curve) ? curve.Apply(score) : score;

    private static FrozenDictionary<string, ConfidenceCurve> Load()
    {
        using Stream? stream = typeof(ConfidenceCurves).Assembly.GetManifestResourceStream("AiScholar.Rl.MultiModal.Calibration.confidence.json");
        if (stream is null)
            return FrozenDictionary<string, ConfidenceCurve>.Empty;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(
            curve => curve.Name,
            curve => new ConfidenceCurve(Numbers(curve.Value.GetProperty("scores")), Numbers(curve.Value.GetProperty("probabilities"))),
            StringComparer.Ordinal);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
