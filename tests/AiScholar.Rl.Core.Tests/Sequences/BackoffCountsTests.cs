namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class BackoffCountsTests
{
    [Fact]
    public void Refine_KnownContext_IsWittenBell()
    {
        var counts = new BackoffCounts();
        foreach (int next in (int[])[0, 0, 0, 1])
            counts.Add(7, next, 100);
        double[] probabilities = [0.2, 0.3, 0.5];

        Assert.True(counts.Refine(7, probabilities));
        Assert.False(counts.Refine(8, new double[3]));

        // n = 4, t = 2: (n(j) + 2 P(j)) / 6.
        double[] expected = [3.4 / 6, 1.6 / 6, 1.0 / 6];
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Add_TooManyContexts_ForgetsTheRarest()
    {
        var counts = new BackoffCounts();
        for (ulong key = 0; key < 10; key++)
        {
            for (ulong times = 0; times <= key; times++)
                counts.Add(key, 0, 10);
        }

        counts.Add(99, 0, 10);

        Assert.Equal(6, counts.Count);
        Assert.Null(counts.Find(4));
        Assert.NotNull(counts.Find(5));
    }

    [Fact]
    public void Suffixes_SameActionsInAnotherOrder_DifferButTheirSetDoesNot()
    {
        Span<ulong> one = stackalloc ulong[4], two = stackalloc ulong[4];
        int[] first = [1, 2, 3], second = [2, 1, 3];
        ContextKeys.Suffixes(first, one);
        ContextKeys.Suffixes(second, two);

        Assert.Equal(one[1], two[1]);
        Assert.NotEqual(one[2], two[2]);
        Assert.Equal(ContextKeys.SetOfAll(first), ContextKeys.SetOfAll(second));
        Assert.NotEqual(ContextKeys.SetOfAll(first), ContextKeys.SetOfAll([1, 3, 2]));
    }
}
