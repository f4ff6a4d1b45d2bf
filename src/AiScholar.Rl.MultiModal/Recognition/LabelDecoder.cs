namespace AiScholar.Rl.MultiModal;

/// <summary>Turns the network's steps into the likeliest texts.</summary>
/// <remarks>Prefix beam search: A. Hannun et al., "First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent DNNs", 2014, algorithm 1, without a language model.</remarks>
internal static class LabelDecoder
{
    private const int Beam = 16;
    private const float Negligible = -8;

    private static readonly int[] Numeric = [.. Enumerable.Range(1, GlyphAlphabet.Symbols.Length).Where(c => NumberText.IsSymbol(GlyphAlphabet.Symbols[c - 1]))];

    /// <summary>The text of the likeliest path, a quick stand-in for the likeliest text.</summary>
    public static LabelCandidate? Greedy(float[][] steps)
    {
        var text = new System.Text.StringBuilder();
        double logProbability = 0;
        int before = 0;
        foreach (float[] step in steps)
        {
            int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(step);
            logProbability += step[best];
            if (best != 0 && best != before)
                text.Append(GlyphAlphabet.Symbols[best - 1]);
            before = best;
        }

        string said = text.ToString().Trim();
        return said.Length == 0 ? null : new LabelCandidate(said, NumberText.Parse(said), logProbability);
    }

    /// <summary>The likeliest texts made of the symbols of numbers, best first, with their values where they are numbers.</summary>
    /// <param name="steps">Log probabilities a step.</param>
    public static IReadOnlyList<LabelCandidate> DecodeNumbers(float[][] steps)
    {
        var beams = new Dictionary<string, Prefix> { [""] = new Prefix(0, double.NegativeInfinity) };
        foreach (float[] step in steps)
        {
            var next = new Dictionary<string, Prefix>();
            foreach ((string text, Prefix prefix) in beams)
            {
                Add(next, text, prefix.Total + step[0], true);
                if (text.Length > 0)
                    Add(next, text, prefix.Symbol + step[GlyphAlphabet.ClassOf(text[^1])], false);
                foreach (int c in Numeric)
                {
                    if (step[c] < Negligible)
                        continue;
                    char symbol = GlyphAlphabet.Symbols[c - 1];
                    // The same symbol again needs a blank between.
                    double from = text.Length > 0 && text[^1] == symbol ? prefix.Blank : prefix.Total;
                    Add(next, text + symbol, from + step[c], false);
                }
            }

            beams = next.OrderByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Beam).ToDictionary();
        }

        return [.. beams
            .OrderByDescending(pair => pair.Value.Total)
            .Where(pair => pair.Key.Length > 0 && double.IsFinite(pair.Value.Total))
            .Select(pair => new LabelCandidate(pair.Key, NumberText.Parse(pair.Key), pair.Value.Total))];
    }

    private static void Add(Dictionary<string, Prefix> beams, string text, double logProbability, bool blank)
    {
        if (double.IsNegativeInfinity(logProbability))
            return;
        Prefix prefix = beams.GetValueOrDefault(text, new Prefix(double.NegativeInfinity, double.NegativeInfinity));
        beams[text] = blank ? prefix with { Blank = Sum(prefix.Blank, logProbability) } : prefix with { Symbol = Sum(prefix.Symbol, logProbability) };
    }

    private static double Sum(double a, double b)
    {
        double high = Math.Max(a, b);
        return double.IsNegativeInfinity(high) ? high : high + Math.Log(Math.Exp(a - high) + Math.Exp(b - high));
    }

    /// <summary>Log probabilities of a prefix that ends in a blank and in its last symbol.</summary>
    private readonly record struct Prefix(double Blank, double Symbol)
    {
        public double Total => Sum(Blank, Symbol);
    }
}
