using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class SequentialRuleMinerTests
{
    [Fact]
    public void Mine_SmallLog_HasTheRuleCountedByHand()
    {
        // 1 and 2 in any order before 3: in three of four sequences; 1 and 2 in all four; 3 in three.
        SequenceDatabase database = new SequenceDatabaseBuilder().AddSequence(1, 2, 3).AddSequence(2, 1, 3).AddSequence(1, 2, 4, 3).AddSequence(1, 2).Build();

        SequentialRule rule = SequentialRuleMiner.Mine(database).Single(rule => rule.Antecedent is [1, 2] && rule.Consequent is [3]);

        Assert.Equal((3, 4, 0.75, 1.0), (rule.Support, rule.AntecedentSupport, rule.Confidence, rule.Lift));
    }

    [Fact]
    public void Mine_RandomSequences_EqualsTheNaiveEnumeration() =>
        Gen.Int[1, 5].Array[1, 6].Array[3, 8].Sample(sequences =>
        {
            var builder = new SequenceDatabaseBuilder();
            foreach (int[] sequence in sequences)
                builder.AddSequence(sequence);
            string[] actual = [.. SequentialRuleMiner.Mine(builder.Build(), new SequentialRuleOptions { MinimumSupport = 2.0 / sequences.Length, MinimumConfidence = 0.3, MaximumSide = 3 })
                .Select(rule => $"{string.Join(',', rule.Antecedent)}=>{string.Join(',', rule.Consequent)} {rule.Support}/{rule.AntecedentSupport}").Order(StringComparer.Ordinal)];
            Assert.Equal(Naive(sequences).Order(StringComparer.Ordinal), actual);
        }, iter: 60, seed: "0N0XIzNsQ0O2");

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(0.5, double.NaN)]
    public void Mine_OptionOutOfRange_IsRefused(double support, double confidence) =>
        Assert.Throws<ArgumentException>(() => SequentialRuleMiner.Mine(new SequenceDatabaseBuilder().AddSequence(1).Build(), new SequentialRuleOptions { MinimumSupport = support, MinimumConfidence = confidence }));

    private static IEnumerable<string> Naive(int[][] sequences)
    {
        int[][] sets = [.. Enumerable.Range(1, 31).Select(bits => Enumerable.Range(1, 5).Where(item => (bits >> (item - 1) & 1) == 1).ToArray()).Where(set => set.Length <= 3)];
        foreach (int[] left in sets)
        {
            foreach (int[] right in sets.Where(right => !right.Intersect(left).Any()))
            {
                int support = sequences.Count(sequence => Enumerable.Range(1, sequence.Length).Any(cut => left.All(sequence[..cut].Contains) && right.All(sequence[cut..].Contains)));
                int holders = sequences.Count(sequence => left.All(sequence.Contains));
                if (support >= 2 && (double)support / holders >= 0.3)
                    yield return $"{string.Join(',', left)}=>{string.Join(',', right)} {support}/{holders}";
            }
        }
    }
}
