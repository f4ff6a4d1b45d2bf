namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>
/// Token areas of one label: M. Li et al., "DocBank: A Benchmark Dataset for Document Layout Analysis", COLING 2020, section 4.1: precision is the
/// area of ground-truth tokens among the detected ones over the area of all detected tokens, recall over the area of all ground-truth tokens.
/// </summary>
public readonly record struct LabelAreas(double Truth, double Detected, double Both)
{
    public double Precision => Detected > 0 ? Both / Detected : Truth > 0 ? 0 : 1;

    public double Recall => Truth > 0 ? Both / Truth : 1;

    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    public static LabelAreas operator +(LabelAreas a, LabelAreas b) => new(a.Truth + b.Truth, a.Detected + b.Detected, a.Both + b.Both);

    /// <summary>The areas of a paper's tokens.</summary>
    public static LabelAreas Of(RegionLabel label, IEnumerable<RegionToken> tokens, Func<RegionLabel, RegionToken, bool> detected)
    {
        double truth = 0, found = 0, both = 0;
        foreach (RegionToken token in tokens)
        {
            bool isTruth = token.Label == label, isFound = detected(label, token);
            truth += isTruth ? token.Area : 0;
            found += isFound ? token.Area : 0;
            both += isTruth && isFound ? token.Area : 0;
        }

        return new LabelAreas(truth, found, both);
    }
}
