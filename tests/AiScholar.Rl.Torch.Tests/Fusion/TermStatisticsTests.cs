namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class TermStatisticsTests
{
    [Fact]
    public void Of_Words_CountsWordsAndStemsButNoNumbers()
    {
        // Words: the, films, magnetic, 4k; stem: magnet.
        var terms = HashedTerms.Of("The films, magnetic films 4K 300 0.25");

        Assert.Equal(5, terms.Count);
        Assert.Equal(1, terms.Values.Count(times => times == 2));
        Assert.Equal(HashedTerms.Of("THE FILMS magnetic--films (4k)").OrderBy(pair => pair.Key), terms.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Vector_TwoTexts_HaveTheCosineOfAnExactComputation()
    {
        var statistics = TermStatistics.Empty();
        foreach (var text in (string[])["the film is thin", "the loss of packets", "the film grows"])
            statistics.Add(text);

        // Few terms: hashing into 4,096 numbers keeps them apart but for rare collisions.
        Assert.Equal(Exact("thin film", "the thin film", statistics), Cosine(statistics.Vector("thin film"), statistics.Vector("the thin film")), 0.02);
        Assert.True(Cosine(statistics.Vector("the film"), statistics.Vector("film")) > Cosine(statistics.Vector("the film"), statistics.Vector("the")));
    }

    [Fact]
    public void Vector_CommonTerms_LeaveOutWhatIsRare()
    {
        var statistics = TermStatistics.Empty();
        for (var i = 0; i < 300; i++)
            statistics.Add($"shown word{i}");

        Assert.Equal(1, statistics.Vector("shown").Common.Count(value => value != 0));
        Assert.All(statistics.Vector("word7").Common, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Fade_ManyTexts_KeepsSharesAndGivesNewTextsWeight()
    {
        var statistics = TermStatistics.Empty();
        for (var i = 0; i < 1000; i++)
            statistics.Add(i % 2 == 0 ? "film" : "loss");

        var faded = statistics.Fade(100);

        Assert.Equal((100, 1000), (faded.Texts, statistics.Texts));
        Assert.Equal([50, 50], faded.Counts.ToArray().Where(count => count > 0));
        Assert.Equal(1000, statistics.Fade(5000).Texts);
    }

    [Fact]
    public void Vector_NoWords_IsMissing()
    {
        Assert.True(TermStatistics.Empty().Vector(" -- !").IsMissing);
        Assert.True(TextVector.Create([0f, 0f], 1).IsMissing);
    }

    [Fact]
    public void Vector_LongWordsAndManyWords_AreOfLengthOne()
    {
        var vector = TermStatistics.Empty().Vector(new string('x', 10_000) + string.Concat(Enumerable.Range(0, 3000).Select(i => $" w{i}")));

        Assert.Equal(1, vector.Values.Sum(value => (double)value * value), 1e-4);
        Assert.All(vector.Columns, column => Assert.InRange(column, 0, TermStatistics.Width - 1));
    }

    private static double Exact(string a, string b, TermStatistics statistics)
    {
        Dictionary<ulong, double> Weighted(string text) => HashedTerms.Of(text).ToDictionary(
            pair => pair.Key, pair => (1 + Math.Log(pair.Value)) * Math.Log(1 + ((statistics.Texts + 1) / (statistics.Counts[(int)(pair.Key >> 49)] + 0.5))));
        var (one, two) = (Weighted(a), Weighted(b));
        return one.Sum(pair => pair.Value * two.GetValueOrDefault(pair.Key)) / Math.Sqrt(one.Values.Sum(value => value * value) * two.Values.Sum(value => value * value));
    }

    private static double Cosine(TextVector a, TextVector b)
    {
        float[] one = new float[TermStatistics.Width], two = new float[TermStatistics.Width];
        a.CopyTo(one);
        b.CopyTo(two);
        return one.Zip(two, (x, y) => (double)x * y).Sum();
    }
}
