using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class SequentialPatternMinerTests
{
    [Fact]
    public void Mine_TextbookExample_HasTheKnownSupports()
    {
        SequenceDatabase database = new SequenceDatabaseBuilder().AddSequence(1, 2, 3).AddSequence(1, 3).AddSequence(1, 2).AddSequence(3, 1).Build();

        Dictionary<string, int> found = SequentialPatternMiner.Mine(database, new SequentialPatternOptions { MinimumSupport = 0.5 }).ToDictionary(Key, pattern => pattern.Support);

        Assert.Equal(new Dictionary<string, int> { ["1"] = 4, ["2"] = 2, ["3"] = 3, ["1>2"] = 2, ["1>3"] = 2 }, found);
    }

    [Fact]
    public void Mine_RandomSequencesOfItemsets_EqualsTheNaiveEnumeration() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            Dictionary<string, int> expected = Naive(sequences, 2);
            Dictionary<string, int> actual = SequentialPatternMiner.Mine(database, new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length, MaximumLength = 4 }).ToDictionary(Key, pattern => pattern.Support);
            Assert.Equal(expected.OrderBy(pattern => pattern.Key), actual.OrderBy(pattern => pattern.Key));
        }, iter: 150, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_ClosedOnly_AreThePatternsWithoutALongerOneOfTheSameSupport() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            var options = new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length };
            SequentialPattern[] all = [.. SequentialPatternMiner.Mine(database, options)];
            string[] expected = [.. all.Where(pattern => !all.Any(other => other.Support == pattern.Support && Length(other) > Length(pattern) && Contains(other.Elements, pattern.Elements))).Select(Key).Order(StringComparer.Ordinal)];
            string[] actual = [.. SequentialPatternMiner.Mine(database, options with { ClosedOnly = true }).Select(Key).Order(StringComparer.Ordinal)];
            Assert.Equal(expected, actual);
        }, iter: 150, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_Cancelled_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => SequentialPatternMiner.Mine(new SequenceDatabaseBuilder().AddSequence(1, 2).Build(), null, new CancellationToken(true)));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Mine_SupportOutOfRange_IsRejected(double support) =>
        Assert.ThrowsAny<ArgumentException>(() => SequentialPatternMiner.Mine(new SequenceDatabaseBuilder().AddSequence(1).Build(), new SequentialPatternOptions { MinimumSupport = support }));

    private static Gen<int[][][]> Sequences { get; } = Gen.Int[1, 4].Array[1, 2].Array[1, 5].Array[3, 7];

    private static SequenceDatabase ToDatabase(int[][][] sequences)
    {
        var builder = new SequenceDatabaseBuilder();
        foreach (int[][] sequence in sequences)
        {
            foreach (int[] element in sequence)
            {
                foreach (int item in element.Distinct())
                    builder.AddItem(item);
                builder.EndElement();
            }

            builder.EndSequence();
        }

        return builder.Build();
    }

    /// <summary>Every pattern of at most four items, grown item by item and counted by looking at every sequence.</summary>
    private static Dictionary<string, int> Naive(int[][][] sequences, int minimum)
    {
        var found = new Dictionary<string, int>();
        void Grow(int[][] pattern)
        {
            if (pattern.Sum(element => element.Length) == 4)
                return;
            for (int item = 1; item <= 4; item++)
            {
                Try([.. pattern, [item]]);
                if (pattern.Length > 0 && pattern[^1].Max() < item)
                    Try([.. pattern[..^1], [.. pattern[^1], item]]);
            }
        }

        void Try(int[][] pattern)
        {
            int support = sequences.Count(sequence => Contains(sequence, pattern));
            if (support < minimum)
                return;
            found[string.Join('>', pattern.Select(element => string.Join(',', element)))] = support;
            Grow(pattern);
        }

        Grow([]);
        return found;
    }

    private static bool Contains(IReadOnlyList<IReadOnlyList<int>> sequence, IReadOnlyList<IReadOnlyList<int>> pattern)
    {
        int next = 0;
        foreach (IReadOnlyList<int> element in sequence)
        {
            if (next < pattern.Count && pattern[next].All(element.Contains))
                next++;
        }

        return next == pattern.Count;
    }

    private static int Length(SequentialPattern pattern) => pattern.Elements.Sum(element => element.Count);

    private static string Key(SequentialPattern pattern) => string.Join('>', pattern.Elements.Select(element => string.Join(',', element)));
}
