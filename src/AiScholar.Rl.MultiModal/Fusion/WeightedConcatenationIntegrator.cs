using System.Numerics.Tensors;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// The plain integrator: [ sqrt(a) t/|t| ; sqrt(1-a) v/|v| ] with a = c_t / (c_t + c_v), t the text's vector, v the visual one, c how much each is to
/// be trusted; so the cosine of two documents is the trusted mean of their parts' cosines. A missing part is zeros.
/// </summary>
internal sealed class WeightedConcatenationIntegrator : IFeatureIntegrator
{
    private const int WordsOfFullTrust = 200;

    public ValueTask<MultiModalFeatures> IntegrateAsync(TextFeatures textFeatures, VisualFeatures visualFeatures, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(textFeatures);
        ArgumentNullException.ThrowIfNull(visualFeatures);
        cancellationToken.ThrowIfCancellationRequested();
        double text = textFeatures.Embedding.IsEmpty ? 0 : Math.Clamp(textFeatures.WordCount / (double)WordsOfFullTrust, 0.05, 1);
        double visual = visualFeatures.GlobalFeatures.IsEmpty || visualFeatures.Elements.Count == 0 ? 0 : visualFeatures.Elements.Average(element => element.Confidence);
        double share = text + visual > 0 ? text / (text + visual) : 0;
        float[] embedding = new float[textFeatures.Embedding.Length + visualFeatures.GlobalFeatures.Length];
        Scale(textFeatures.Embedding.Span, Math.Sqrt(share), embedding);
        Scale(visualFeatures.GlobalFeatures.Span, Math.Sqrt(1 - share), embedding.AsSpan(textFeatures.Embedding.Length));
        double relationships = visualFeatures.Relationships.Count == 0 ? 0 : visualFeatures.Relationships.Average(tie => tie.Confidence);
        return ValueTask.FromResult(new MultiModalFeatures
        {
            TextFeatures = textFeatures,
            VisualFeatures = visualFeatures,
            IntegratedEmbedding = embedding,
            CrossModalRelationships = visualFeatures.Relationships,
            ConfidenceScores = new Dictionary<string, double>
            {
                ["text"] = text,
                ["visual"] = visual,
                ["relationships"] = relationships,
                ["overall"] = (share * text) + ((1 - share) * visual),
            },
        });
    }

    private static void Scale(ReadOnlySpan<float> part, double weight, Span<float> target)
    {
        float length = TensorPrimitives.Norm(part);
        if (length > 0)
            TensorPrimitives.Multiply(part, (float)weight / length, target[..part.Length]);
    }
}
