namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Finds a likely sequence of tokens; with one beam, the likeliest token at each step.</summary>
/// <remarks>Readings are compared by the mean logarithm of their tokens' probabilities, the end token included, whose exponential is the confidence. The search ends when the best reading has ended.</remarks>
internal sealed class BeamSearch(int start, int end, int width, int vocabularySize)
{
    /// <summary>Fills in the logarithms of the next token's probabilities.</summary>
    public delegate void Step(long[] tokens, Span<float> logProbabilities);

    /// <summary>The reading; null when it has not ended within the most tokens.</summary>
    public TokenSequence? Find(Step next, int most)
    {
        var logProbabilities = new float[vocabularySize];
        List<Beam> beams = [new Beam([start], 0, HasEnded: false)];
        for (int length = 1; length <= most; length++)
        {
            var candidates = new List<Beam>();
            foreach (Beam beam in beams)
            {
                if (beam.HasEnded)
                {
                    candidates.Add(beam);
                    continue;
                }

                next(beam.Tokens, logProbabilities);
                for (int i = 0; i < Math.Min(width, vocabularySize); i++)
                {
                    int token = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logProbabilities);
                    candidates.Add(new Beam([.. beam.Tokens, token], beam.Sum + logProbabilities[token], token == end));
                    logProbabilities[token] = float.NegativeInfinity;
                }
            }

            beams = [.. candidates.OrderByDescending(beam => beam.Mean).Take(width)];
            if (beams[0].HasEnded)
                return new TokenSequence([.. beams[0].Tokens[1..^1].Select(token => (int)token)], Math.Min(1, Math.Exp(beams[0].Mean)));
        }

        return null;
    }

    private sealed record Beam(long[] Tokens, double Sum, bool HasEnded)
    {
        public double Mean => Sum / (Tokens.Length - 1);
    }
}
