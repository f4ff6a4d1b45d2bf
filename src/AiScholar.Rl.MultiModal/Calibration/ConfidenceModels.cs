using System.Collections.Frozen;
using System.Text.Json;

namespace AiScholar.Rl.MultiModal;

/// <summary>The models that ship, by the name of the built-in processor whose elements they judge.</summary>
internal static class ConfidenceModels
{
    private static readonly FrozenDictionary<string, ConfidenceModel> Shipped = Load();

    /// <summary>The probability that an element of a built-in processor is right; its score where its processor has no model or it has no evidence.</summary>
    public static double Apply(VisualElement element) =>
        element.Processor is { } processor && Shipped.TryGetValue(processor, out ConfidenceModel? model) && ElementEvidence.Of(element) is { } evidence ? model.Apply(evidence) : element.Confidence;

    private static FrozenDictionary<string, ConfidenceModel> Load()
    {
        using Stream? stream = typeof(ConfidenceModels).Assembly.GetManifestResourceStream("AiScholar.Rl.MultiModal.Calibration.confidence.json");
        if (stream is null)
            return FrozenDictionary<string, ConfidenceModel>.Empty;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(
            model => model.Name,
            model => new ConfidenceModel(
                model.Value.GetProperty("bias").GetDouble(),
                model.Value.GetProperty("weights").EnumerateObject().Select(weight => KeyValuePair.Create(weight.Name, weight.Value.GetDouble()))),
            StringComparer.Ordinal);
    }
}
