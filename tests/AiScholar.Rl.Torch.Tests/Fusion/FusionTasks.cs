namespace AiScholar.Rl.Torch.Tests;

/// <summary>Made-up pairs with a known answer: both samples of a pair tell of the same hidden topic.</summary>
internal static class FusionTasks
{
    public const int TextWidth = 24, VisualWidth = 16, TopicWidth = 6;

    /// <summary>Pairs whose anchor has only text and whose positive has only elements, each a fixed linear view of the topic.</summary>
    public static IReadOnlyList<FusionPair> TextToVisual(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var topic = Vector(random, TopicWidth, 1);
            return new FusionPair { Anchor = new FusionSample { Text = View(topic, TextWidth, 1, random) }, Positive = new FusionSample { Visual = View(topic, VisualWidth, 2, random) } };
        })];
    }

    /// <summary>Pairs of samples with both parts, of which one tells of the topic and the other is noise.</summary>
    public static IReadOnlyList<FusionPair> OneTells(bool textTells, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var topic = Vector(random, TopicWidth, 1);
            FusionSample Sample() => new()
            {
                Text = textTells ? View(topic, TextWidth, 1, random) : Vector(random, TextWidth, 1),
                Visual = textTells ? Vector(random, VisualWidth, 1) : View(topic, VisualWidth, 2, random),
            };
            return new FusionPair { Anchor = Sample(), Positive = Sample() };
        })];
    }

    /// <summary>
    /// Pairs of samples with both parts, of which one tells of the topic and the other is noise: the last number of the text vector says which,
    /// and a sample of each kind makes a pair, so that only a gate that reads the sign brings the two together.
    /// </summary>
    public static IReadOnlyList<FusionPair> SignTellsWhich(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var topic = Vector(random, TopicWidth, 1);
            FusionSample Sample(bool text) => new()
            {
                Text = (float[])[.. text ? View(topic, TextWidth - 1, 1, random) : Vector(random, TextWidth - 1, 2), text ? 4 : -4],
                Visual = text ? Vector(random, VisualWidth, 2) : View(topic, VisualWidth, 2, random),
            };
            return new FusionPair { Anchor = Sample(true), Positive = Sample(false) };
        })];
    }

    /// <summary>Share of the pairs whose positive is the nearest of all positives to the anchor, by cosine, computed here and not by libtorch.</summary>
    public static double Accuracy(IFusionModel model, IReadOnlyList<FusionPair> pairs)
    {
        var anchors = pairs.Select(pair => Unit(model.Fuse(pair.Anchor).Vector.Span)).ToArray();
        var positives = pairs.Select(pair => Unit(model.Fuse(pair.Positive).Vector.Span)).ToArray();
        var right = anchors.Index().Count(anchor => positives.Index().MaxBy(positive => anchor.Item.Zip(positive.Item, (a, b) => a * b).Sum()).Index == anchor.Index);
        return (double)right / pairs.Count;
    }

    private static float[] View(float[] topic, int width, int matrixSeed, Random noise)
    {
        var matrix = new Random(matrixSeed);
        return [.. Enumerable.Range(0, width).Select(_ => topic.Sum(value => value * Normal(matrix)) + (0.05f * Normal(noise)))];
    }

    private static float[] Vector(Random random, int width, float scale) => [.. Enumerable.Range(0, width).Select(_ => scale * Normal(random))];

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static double[] Unit(ReadOnlySpan<float> vector)
    {
        var values = Array.ConvertAll(vector.ToArray(), value => (double)value);
        var norm = Math.Sqrt(values.Sum(value => value * value));
        return Array.ConvertAll(values, value => value / norm);
    }
}
