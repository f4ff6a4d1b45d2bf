namespace AiScholar.Rl.Evaluation.ColdStart;

/// <summary>
/// The yardstick, computed here and not by the product: overall mean, item bias over n + 5 pseudo-ratings, user offset over n + l, where l is the one of 1, 2, 3, 5, 8, 12, 20
/// with the least absolute error on the training users themselves.
/// </summary>
internal sealed class PlainBaseline
{
    private static readonly double[] UserShrinkages = [1, 2, 3, 5, 8, 12, 20];
    private static readonly double[] ItemShrinkages = [1, 2, 3, 5, 8, 12, 20];

    private readonly double _mean, _minimum, _maximum, _userShrinkage;
    private readonly Dictionary<string, double> _biases = new(StringComparer.Ordinal);

    public PlainBaseline(IReadOnlyList<MetaTask> training, int seed)
    {
        MetaExample[] all = [.. training.SelectMany(task => task.Examples)];
        (_mean, _minimum, _maximum) = (all.Average(example => example.Target), all.Min(example => example.Target), all.Max(example => example.Target));
        var sums = new Dictionary<string, (double Sum, int Count)>(StringComparer.Ordinal);
        foreach (MetaExample example in all)
        {
            (double sum, int count) = sums.GetValueOrDefault(example.Item.Id);
            sums[example.Item.Id] = (sum + example.Target - _mean, count + 1);
        }

        // Leave-one-out, so that an item's own rating does not judge its shrinkage.
        double itemShrinkage = ItemShrinkages.MinBy(l => all.Sum(example =>
        {
            (double sum, int count) = sums[example.Item.Id];
            double centred = example.Target - _mean;
            return Math.Abs(centred - ((sum - centred) / (count - 1 + l)));
        }));
        foreach ((string item, (double sum, int count)) in sums)
            _biases.Add(item, sum / (count + itemShrinkage));
        _userShrinkage = UserShrinkages.MinBy(l => Error(training, l, seed));
    }

    public double Predict(IReadOnlyList<MetaExample> support, MetaItem item) => Predict(support, item, _userShrinkage);

    private double Predict(IReadOnlyList<MetaExample> support, MetaItem item, double shrinkage)
    {
        double offset = support.Sum(example => example.Target - _mean - _biases.GetValueOrDefault(example.Item.Id)) / (support.Count + shrinkage);
        return Math.Clamp(_mean + _biases.GetValueOrDefault(item.Id) + offset, _minimum, _maximum);
    }

    private double Error(IReadOnlyList<MetaTask> training, double shrinkage, int seed)
    {
        var random = new Random(seed);
        double error = 0;
        foreach (MetaTask task in training.Where(task => task.Examples.Count >= 10))
        {
            MetaExample[] examples = [.. task.Examples];
            random.Shuffle(examples);
            foreach (int n in (int[])[1, 3, 5])
                error += examples[5..10].Sum(query => Math.Abs(query.Target - Predict(examples[..n], query.Item, shrinkage)));
        }

        return error;
    }
}
