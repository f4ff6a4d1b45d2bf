namespace AiScholar.Rl.Torch;

/// <summary>The confidence scores of gated fusion, each from 0 to 1.</summary>
internal static class FusionConfidence
{
    /// <summary>
    /// <c>text</c>: 1 when there is a text vector; <c>visual</c>: the mean confidence of the elements, 0 without a visual vector; <c>relationships</c>: their
    /// mean confidence, 0 without any; <c>overall</c>: text and visual weighted by the gate; <c>gate.text</c>: the text's share of the
    /// embedding; <c>trained</c>: 1 when the weights were learnt for these widths, 0 when they are a random projection.
    /// </summary>
    public static IReadOnlyDictionary<string, double> Of(
        TextFeatures textFeatures, VisualFeatures visualFeatures, IReadOnlyList<CrossModalRelationship> relationships, FusedEmbedding fused)
    {
        var text = textFeatures.Embedding.IsEmpty ? 0.0 : 1.0;
        var visual = visualFeatures.GlobalFeatures.IsEmpty ? 0.0 : Mean(visualFeatures.Elements.Select(element => element.Confidence), whenNone: 1);
        return new Dictionary<string, double>
        {
            ["text"] = text,
            ["visual"] = visual,
            ["relationships"] = Mean(relationships.Select(relationship => relationship.Confidence), whenNone: 0),
            ["overall"] = (fused.TextShare * text) + ((1 - fused.TextShare) * visual),
            ["gate.text"] = fused.TextShare,
            ["trained"] = fused.IsTrained ? 1 : 0,
        };
    }

    private static double Mean(IEnumerable<double> confidences, double whenNone) =>
        confidences.Select(confidence => double.IsFinite(confidence) ? Math.Clamp(confidence, 0, 1) : 0).DefaultIfEmpty(whenNone).Average();
}
