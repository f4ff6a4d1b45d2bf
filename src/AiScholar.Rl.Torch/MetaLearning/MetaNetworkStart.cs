using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>The network before meta-training: seeded weights, and scales taken from the tasks.</summary>
internal static class MetaNetworkStart
{
    private const double ItemDeviation = 0.1;

    /// <exception cref="PersonalizationException">The features are too wide or of several widths, or there is nothing to tell items by.</exception>
    public static MetaNetworkState Of(MetaTask[] tasks, MetaNetworkOptions options, Random random)
    {
        var width = tasks[0].Examples[0].Item.Features.Length;
        if (width > options.MaximumInputWidth)
            throw MetaInputs.Invalid($"Items have {width} features; the limit is {options.MaximumInputWidth} (MetaLearning:MaximumInputWidth).");
        var items = new Dictionary<string, int>(StringComparer.Ordinal);
        if (options.ItemWidth > 0)
        {
            foreach (var id in tasks.SelectMany(task => task.Examples).Select(example => example.Item.Id).Where(id => id.Length > 0))
                items.TryAdd(id, items.Count + 1);
        }

        if (width == 0 && items.Count == 0)
            throw MetaInputs.Invalid("Items have neither features nor ids that the learner may use (MetaLearning:ItemWidth).");
        var itemWidth = items.Count == 0 ? 0 : options.ItemWidth;
        var vectors = new float[(items.Count + 1) * itemWidth];
        foreach (ref var value in vectors.AsSpan(itemWidth))
            value = (float)(ItemDeviation * ((2 * random.NextDouble()) - 1));
        var (means, deviations) = Scales(tasks, width);
        int[] widths = [width + itemWidth, .. Enumerable.Repeat(options.HiddenWidth, options.HiddenLayers), 1];
        return new MetaNetworkState
        {
            Start = PerceptronWeights.Create(widths, random),
            ItemVectors = vectors,
            Items = items,
            ItemWidth = itemWidth,
            FeatureMeans = means,
            FeatureDeviations = deviations,
            Scale = AnswerScale.Of(tasks),
        };
    }

    private static (float[] Means, float[] Deviations) Scales(MetaTask[] tasks, int width)
    {
        var (sums, squares, count) = (new double[width], new double[width], 0);
        foreach (var item in tasks.SelectMany(task => task.Examples).Select(example => example.Item))
        {
            if (item.Features.Length != width)
                throw MetaInputs.Invalid($"Item '{item.Id}' has {item.Features.Length} features where others have {width}.");
            count++;
            for (var i = 0; i < width; i++)
            {
                double value = item.Features.Span[i];
                if (!(Math.Abs(value) <= 1e12))
                    throw MetaInputs.Invalid($"Feature {i} of item '{item.Id}' is {value}; features must be finite and at most 1e12 in magnitude.");
                (sums[i], squares[i]) = (sums[i] + value, squares[i] + (value * value));
            }
        }

        var means = Array.ConvertAll(sums, sum => (float)(sum / count));
        var deviations = squares.Select((square, i) => (float)Math.Sqrt(Math.Max(0, (square / count) - ((double)means[i] * means[i])))).Select(value => value > 1e-6f ? value : 1f).ToArray();
        return (means, deviations);
    }
}
