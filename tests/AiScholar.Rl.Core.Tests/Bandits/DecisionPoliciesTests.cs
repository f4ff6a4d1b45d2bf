using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core.Tests.Bandits;

/// <summary>What every policy keeps, by its name.</summary>
[Trait("Category", "Unit")]
public class DecisionPoliciesTests
{
    private static readonly string[] Actions = ["left", "right", "stay"];

    public static TheoryData<string> Learners => ["lin-ucb", "epsilon-greedy", "thompson-sampling", "square-cb", "reg-cb", "reg-cb-elimination"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void GetProbabilities_AnyState_SumsToOneWithinATrillionthAndNoneIsNegative(string name)
    {
        IDecisionPolicy policy = Create(name);
        var random = new Random(8);
        for (int i = 0; i < 600; i++)
        {
            PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 4), [.. Enumerable.Range(0, 1 + random.Next(30)).Select(a => $"a{a}")]);
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            Assert.Equal(1, probabilities.Sum(), 1e-12);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
            int chosen = BanditInputs.Draw(probabilities, random);
            policy.Learn(input, chosen, random.NextDouble(), probabilities[chosen]);
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Learn_BestActionDependsOnTheContext_IsFound(string name) =>
        Assert.InRange(LinUcbPolicyTests.Regret(Create(name), seed: 1, steps: 3000, lastSteps: 500), 0, 0.05);

    [Theory]
    [MemberData(nameof(Learners))]
    public void GetProbabilities_SameInputAndState_AreTheSame(string name)
    {
        IDecisionPolicy first = Create(name);
        IDecisionPolicy second = Create(name);

        Assert.Equal(LinUcbPolicyTests.Regret(first, 5, 300, 300), LinUcbPolicyTests.Regret(second, 5, 300, 300));
        PolicyInput probe = BanditInputs.Dense([0.1f, 0.2f], Actions);
        Assert.Equal(BanditInputs.Probabilities(first, probe), BanditInputs.Probabilities(first, probe));
        Assert.Equal(BanditInputs.Probabilities(first, probe), BanditInputs.Probabilities(second, probe));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public async Task LoadAsync_SavedState_GoesOnExactlyLikeTheOriginal(string name)
    {
        IDecisionPolicy original = Create(name);
        LinUcbPolicyTests.Regret(original, 5, 300, 300);
        IDecisionPolicy copy = Create(name);
        using var stream = new MemoryStream();
        await original.SaveAsync(stream);
        stream.Position = 0;
        await copy.LoadAsync(stream);

        Assert.Equal(LinUcbPolicyTests.Regret(original, 6, 300, 300), LinUcbPolicyTests.Regret(copy, 6, 300, 300));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Learn_FromManyThreads_ProbabilitiesStayValid(string name)
    {
        IDecisionPolicy policy = Create(name);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 300; i++)
            {
                PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 6), Actions);
                double[] probabilities = BanditInputs.Probabilities(policy, input);
                Assert.Equal(1, probabilities.Sum(), 1e-12);
                policy.Learn(input, i % 3, random.NextDouble(), probabilities[i % 3] > 0 ? probabilities[i % 3] : 0.1);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Learn_BadInput_IsRejected(string name)
    {
        IDecisionPolicy policy = Create(name);
        PolicyInput input = BanditInputs.Dense([1], Actions);

        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(input, 3, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(input, 0, double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(input, 0, 1, 0));
        Assert.Throws<PersonalizationException>(() => policy.Learn(BanditInputs.Dense([float.NaN], Actions), 0, 1, 0.5));
        Assert.Throws<ArgumentException>(() => policy.GetProbabilities(input, new double[2]));
    }

    [Fact]
    public void Create_OptionOutOfRange_IsRefused()
    {
        Assert.Throws<ValidationException>(() => DecisionPolicies.LinUcb(new LinUcbOptions { Ridge = 0 }));
        Assert.Throws<ValidationException>(() => DecisionPolicies.SquareCb(new SquareCbOptions { GammaExponent = 2 }));
        Assert.Throws<ValidationException>(() => DecisionPolicies.RegCb(new RegCbOptions { MinReward = 1, MaxReward = 0 }));
    }

    internal static IDecisionPolicy Create(string name) => name switch
    {
        "lin-ucb" => DecisionPolicies.LinUcb(),
        "epsilon-greedy" => DecisionPolicies.EpsilonGreedy(),
        "thompson-sampling" => DecisionPolicies.ThompsonSampling(),
        "square-cb" => DecisionPolicies.SquareCb(),
        "reg-cb" => DecisionPolicies.RegCb(),
        "reg-cb-elimination" => DecisionPolicies.RegCb(new RegCbOptions { Elimination = true }),
        _ => throw new ArgumentException(name, nameof(name)),
    };
}
