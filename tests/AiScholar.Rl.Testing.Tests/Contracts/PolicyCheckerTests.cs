using AiScholar.Rl.Core;

namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class PolicyCheckerTests
{
    public static TheoryData<string> BuiltIns => ["lin-ucb", "epsilon-greedy", "thompson", "square-cb", "reg-cb", "portfolio", "uniform"];

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public async Task CheckAsync_OfABuiltIn_FindsNothing(string name)
    {
        IReadOnlyList<string> broken = await PolicyChecker.CheckAsync(_ => name switch
        {
            "lin-ucb" => DecisionPolicies.LinUcb(),
            "epsilon-greedy" => DecisionPolicies.EpsilonGreedy(),
            "thompson" => DecisionPolicies.ThompsonSampling(),
            "square-cb" => DecisionPolicies.SquareCb(),
            "portfolio" => DecisionPolicies.Portfolio(),
            "reg-cb" => DecisionPolicies.RegCb(),
            _ => DecisionPolicies.Uniform(),
        });

        // Evenly at random learns nothing, so that there is nothing to refuse.
        Assert.Empty(name == "uniform" ? broken.Where(rule => !rule.StartsWith("A reward", StringComparison.Ordinal)) : broken);
    }

    [Fact]
    public async Task CheckAsync_OfACrookedPolicy_SaysWhatIsWrong()
    {
        var random = new Random(1);
        IReadOnlyList<string> broken = await PolicyChecker.CheckAsync(_ => new DelegatePolicy
        {
            Fill = probabilities =>
            {
                lock (random)
                    probabilities[random.Next(probabilities.Length)] = 1;
            },
        });

        Assert.Contains(broken, rule => rule.StartsWith("The same input", StringComparison.Ordinal));
        Assert.Contains(broken, rule => rule.StartsWith("The same seed", StringComparison.Ordinal));
        Assert.Contains(broken, rule => rule.StartsWith("A reward that is not finite", StringComparison.Ordinal));
        Assert.Contains(broken, rule => rule.StartsWith("A damaged state", StringComparison.Ordinal));
        Assert.DoesNotContain(broken, rule => rule.StartsWith("Probabilities", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CheckAsync_WithoutADistribution_SaysSo() =>
        Assert.Contains(await PolicyChecker.CheckAsync(_ => new DelegatePolicy { Fill = probabilities => Array.Fill(probabilities, 0.5) }), rule => rule.StartsWith("Probabilities are a distribution", StringComparison.Ordinal));
}
