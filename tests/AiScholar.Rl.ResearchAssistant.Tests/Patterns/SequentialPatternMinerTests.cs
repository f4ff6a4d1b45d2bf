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

    [Fact]
    public void Mine_MaximalOnly_AreThePatternsWithoutALongerFrequentOne() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            var options = new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length };
            SequentialPattern[] all = [.. SequentialPatternMiner.Mine(database, options)];
            string[] expected = [.. all.Where(pattern => !all.Any(other => Length(other) > Length(pattern) && Contains(other.Elements, pattern.Elements))).Select(Key).Order(StringComparer.Ordinal)];
            Assert.Equal(expected, SequentialPatternMiner.Mine(database, options with { MaximalOnly = true }).Select(Key).Order(StringComparer.Ordinal));
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_WithGapsSpanAndTimes_EqualsTheNaiveCount() =>
        Gen.Select(Sequences, Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[2, 4]).Sample((sequences, gap, more, span) =>
        {
            SequenceDatabase database = ToDatabase(sequences, timeStep: 10);
            var options = new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length, MaximumLength = 4, MinimumGap = gap, MaximumGap = gap + more, MaximumSpan = span + 1, MaximumDuration = 10 * span };
            Dictionary<string, int> expected = Naive(sequences, 2, (sequence, pattern) => ContainsWithin(sequence, pattern, gap, gap + more, span));
            Assert.Equal(expected.OrderBy(pattern => pattern.Key), SequentialPatternMiner.Mine(database, options).ToDictionary(Key, pattern => pattern.Support).OrderBy(pattern => pattern.Key));
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_Top_AreTheStrongestOfAll() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            var options = new SequentialPatternOptions { MinimumSupport = 1.0 / sequences.Length, MaximumLength = 4 };
            int[] expected = [.. SequentialPatternMiner.Mine(database, options).Select(pattern => pattern.Support).OrderDescending().Take(5)];
            Assert.Equal(expected, SequentialPatternMiner.Mine(database, options with { Top = 5 }).Select(pattern => pattern.Support));
        }, iter: 50, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_WithSeveralThreads_GivesTheSameInTheSameOrder() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            var options = new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length, ClosedOnly = true };
            Assert.Equal(SequentialPatternMiner.Mine(database, options).Select(Key), SequentialPatternMiner.Mine(database, options with { MaxDegreeOfParallelism = 3 }).Select(Key));
        }, iter: 50, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_PrefixRequiredAndExcludedItems_ChooseAmongAll() =>
        Sequences.Sample(sequences =>
        {
            SequenceDatabase database = ToDatabase(sequences);
            var options = new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length };
            string[] all = [.. SequentialPatternMiner.Mine(database, options).Select(Key)];
            Assert.Equal(all.Where(key => key.StartsWith("1>2", StringComparison.Ordinal)), SequentialPatternMiner.Mine(database, options with { Prefix = [[1], [2]] }).Select(Key));
            Assert.Equal(all.Where(key => key.Contains('3', StringComparison.Ordinal)), SequentialPatternMiner.Mine(database, options with { RequiredItems = [3] }).Select(Key));
            Assert.Equal(all.Where(key => !key.Contains('1', StringComparison.Ordinal)), SequentialPatternMiner.Mine(database, options with { ExcludedItems = [1] }).Select(Key));
        }, iter: 50, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_FirstOccurrence_IsOne() =>
        Sequences.Sample(sequences =>
        {
            foreach (SequentialPattern pattern in SequentialPatternMiner.Mine(ToDatabase(sequences), new SequentialPatternOptions { MinimumSupport = 2.0 / sequences.Length, MaximumGap = 2 }))
            {
                Assert.Equal(pattern.Elements.Count, pattern.FirstOccurrence.Count);
                Assert.All(pattern.FirstOccurrence.Index(), at => Assert.All(pattern.Elements[at.Index], item => Assert.Contains(item, sequences[pattern.FirstSequence][at.Item])));
                Assert.All(pattern.FirstOccurrence.Zip(pattern.FirstOccurrence.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 2));
            }
        }, iter: 30, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_TooManyPatterns_NamesTheLimit() =>
        Assert.Contains("MaximumPatterns", Assert.Throws<WorkflowException>(() => SequentialPatternMiner.Mine(new SequenceDatabaseBuilder().AddSequence(1, 2, 3).Build(), new SequentialPatternOptions { MaximumPatterns = 2, MaxDegreeOfParallelism = 2 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Mine_TimesOfSequencesWithoutAny_AreRefused() =>
        Assert.Throws<ArgumentException>(() => SequentialPatternMiner.Mine(new SequenceDatabaseBuilder().AddSequence(1).Build(), new SequentialPatternOptions { MaximumDuration = 5 }));

    private static Gen<int[][][]> Sequences { get; } = Gen.Int[1, 4].Array[1, 2].Array[1, 5].Array[3, 7];

    private static SequenceDatabase ToDatabase(int[][][] sequences, int timeStep = 0)
    {
        var builder = new SequenceDatabaseBuilder();
        foreach (int[][] sequence in sequences)
        {
            foreach ((int index, int[] element) in sequence.Index())
            {
                foreach (int item in element.Distinct())
                    builder.AddItem(item);
                if (timeStep > 0)
                    builder.AtTime(timeStep * index);
                builder.EndElement();
            }

            builder.EndSequence();
        }

        return builder.Build();
    }

    /// <summary>Every pattern of at most four items, grown item by item and counted by looking at every sequence.</summary>
    private static Dictionary<string, int> Naive(int[][][] sequences, int minimum, Func<int[][], int[][], bool>? contains = null)
    {
        contains ??= Contains;
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
            int support = sequences.Count(sequence => contains(sequence, pattern));
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

    /// <summary>Tries every occurrence.</summary>
    private static bool ContainsWithin(int[][] sequence, int[][] pattern, int minimumGap, int maximumGap, int maximumDistance)
    {
        return Try(0, -1, -1);

        bool Try(int step, int first, int last) => step == pattern.Length || Enumerable.Range(0, sequence.Length).Any(at =>
            pattern[step].All(sequence[at].Contains)
            && (step == 0 || (at - last >= minimumGap && at - last <= maximumGap && at - first <= maximumDistance))
            && Try(step + 1, step == 0 ? at : first, at));
    }

    private static int Length(SequentialPattern pattern) => pattern.Elements.Sum(element => element.Count);

    private static string Key(SequentialPattern pattern) => string.Join('>', pattern.Elements.Select(element => string.Join(',', element)));
}
