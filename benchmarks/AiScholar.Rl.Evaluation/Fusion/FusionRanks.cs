using System.Globalization;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>The ranks that each representation gave, seed by seed, and the figures made of them.</summary>
internal sealed class FusionRanks
{
    private readonly Dictionary<string, List<double[][]>> _scores = new(StringComparer.Ordinal);

    /// <summary>Ranks by representation, one array a seed.</summary>
    public IReadOnlyDictionary<string, List<double[]>> All => _scores.ToDictionary(pair => pair.Key, pair => pair.Value.ConvertAll(RankStatistics.Ranks), StringComparer.Ordinal);

    /// <summary>Adds a seed's scores [query][candidate], the given papers' before the generated ones'.</summary>
    public void Add(string name, double[][] scores)
    {
        if (!_scores.TryGetValue(name, out List<double[][]>? seeds))
            _scores[name] = seeds = [];
        seeds.Add(scores);
    }

    public MeasureResult Result(int training, List<ElementView> heldOut)
    {
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        Append(rows, figures, "", All);
        Append(rows, figures, "arxiv_", _scores.ToDictionary(
            pair => pair.Key, pair => pair.Value.ConvertAll(scores => RankStatistics.Ranks([.. scores.Take(heldOut.Count).Select(row => row[..heldOut.Count])])), StringComparer.Ordinal));
        figures.AddRange([
            new("queries", _scores["fused"][0].Length), new("arxiv_queries", heldOut.Count), new("training_figures", training), new("with_paragraphs", heldOut.Count(view => view.Text.Length > 0)),
            new("with_words", heldOut.Count(view => view.InnerText.Length > 0)), new("with_picture", heldOut.Count(view => view.Crop is not null)),
        ]);
        return new MeasureResult { Columns = ["figure by", "MRR", "low", "high", "first"], Rows = rows, Figures = figures };
    }

    private static void Append(List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures, string prefix, IReadOnlyDictionary<string, List<double[]>> ranks)
    {
        foreach ((string name, List<double[]> seeds) in ranks)
        {
            (double mean, double low, double high) = RankStatistics.Interval([.. seeds.Select(RankStatistics.MeanReciprocal)]);
            rows.Add([prefix + name, Text(mean), Text(low), Text(high), Text(seeds.Average(seed => seed.Count(rank => rank == 1) / (double)seed.Length))]);
            figures.AddRange([new($"{prefix}mrr_{name}", mean), new($"{prefix}mrr_{name}_low", low), new($"{prefix}mrr_{name}_high", high)]);
        }

        foreach (string other in ranks.Keys.Where(name => name != "fused"))
        {
            (double mean, double low, double high) = RankStatistics.Interval([.. ranks["fused"].Zip(ranks[other], (fused, compared) => RankStatistics.MeanReciprocal(fused) - RankStatistics.MeanReciprocal(compared))]);
            rows.Add([$"{prefix}fused - {other}", Text(mean), Text(low), Text(high), ""]);
        }
    }

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
