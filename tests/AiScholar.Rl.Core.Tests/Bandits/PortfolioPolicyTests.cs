using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class PortfolioPolicyTests
{
    private static readonly PolicyInput Input = BanditInputs.Dense([0.5f], "a", "b");

    [Fact]
    public void GetProbabilities_TwoMembers_IsTheWeightedMixture()
    {
        using PortfolioPolicy policy = Create(("first", new FixedPolicy(0.9), 3), ("second", new FixedPolicy(0.1), 1));
        double[] weights = [.. policy.Members.Select(member => member.Weight)];

        double[] probabilities = BanditInputs.Probabilities(policy, Input);

        Assert.Equal(1, weights.Sum(), 12);
        Assert.Equal(0.75, weights[0], 0.01);
        Assert.Equal((weights[0] * 0.9) + (weights[1] * 0.1), probabilities[0], 12);
        Assert.Equal(1, probabilities.Sum(), 1e-12);
    }

    [Fact]
    public void Learn_OneMemberEarnsMore_ItLeads()
    {
        using PortfolioPolicy policy = Create(("bad", new FixedPolicy(0.1), 10), ("good", new FixedPolicy(0.9), 1));
        Play(policy, seed: 1, steps: 1000, best: 0);

        PortfolioMemberStatus good = policy.Members[1];
        Assert.True(good.IsLeader);
        Assert.InRange(good.Weight, 0.95, 1);
        Assert.True(good.Evidence > 0 && policy.Members[0].Evidence < 0);
    }

    [Fact]
    public void Learn_BestMemberChanges_TheOtherTakesTheLeadWithinFiveHundred()
    {
        using PortfolioPolicy policy = Create(("one", new FixedPolicy(0.95), 1), ("other", new FixedPolicy(0.05), 1));
        Play(policy, seed: 2, steps: 2000, best: 0);
        Assert.True(policy.Members[0].IsLeader);

        Play(policy, seed: 3, steps: 500, best: 1);
        Assert.True(policy.Members[1].IsLeader);
    }

    [Fact]
    public void Learn_AnyMemberChose_AllLearnWithTheLoggedPropensity()
    {
        var first = new FixedPolicy(0.5);
        var second = new FixedPolicy(0.2);
        using PortfolioPolicy policy = Create(("first", first, 1), ("second", second, 1));

        policy.Learn(Input, 1, 0.7, 0.4);

        Assert.Equal((1, 0.7, 0.4), first.Last);
        Assert.Equal((1, 0.7, 0.4), second.Last);
    }

    [Fact]
    public void GetProbabilities_AMemberFails_IsLeftOutAndCounted()
    {
        using PortfolioPolicy policy = Create(("broken", new FixedPolicy(double.NaN), 5), ("throws", new FixedPolicy(0.5) { Failure = new InvalidOperationException() }, 5), ("sound", new FixedPolicy(0.8), 1));

        Assert.Equal(0.8, BanditInputs.Probabilities(policy, Input)[0], 12);
        policy.Learn(Input, 0, 1, 0.8);

        Assert.Equal([1, 2, 0], policy.Members.Select(member => member.Faults));
    }

    [Fact]
    public void GetProbabilities_AllMembersFail_IsTheFirstFailure()
    {
        using PortfolioPolicy policy = Create(("a", new FixedPolicy(0.5) { Failure = new TimeoutException() }, 1), ("b", new FixedPolicy(0.5) { Failure = new InvalidOperationException() }, 1));

        Assert.Throws<TimeoutException>(() => BanditInputs.Probabilities(policy, Input));
        Assert.Equal([0, 0], policy.Members.Select(member => member.Faults));
    }

    [Fact]
    public async Task LoadAsync_SavedState_GoesOnExactlyLikeTheOriginal()
    {
        using var original = (PortfolioPolicy)DecisionPolicies.Portfolio();
        LinUcbPolicyTests.Regret(original, 5, 400, 300);
        using var copy = (PortfolioPolicy)DecisionPolicies.Portfolio();
        await copy.LoadAsync(await SaveAsync(original));

        Assert.Equal(original.Members, copy.Members);
        Assert.Equal(LinUcbPolicyTests.Regret(original, 6, 300, 300), LinUcbPolicyTests.Regret(copy, 6, 300, 300));
    }

    [Fact]
    public async Task LoadAsync_AMemberIsGoneAndComesBack_ItsStateIsKept()
    {
        using PortfolioPolicy both = Create(("a", DecisionPolicies.LinUcb(), 1), ("b", DecisionPolicies.LinUcb(), 1));
        both.Learn(Input, 0, 1, 0.5);
        using PortfolioPolicy one = Create(("a", DecisionPolicies.LinUcb(), 1));
        await one.LoadAsync(await SaveAsync(both));
        var b = (LinUcbPolicy)DecisionPolicies.LinUcb();
        using PortfolioPolicy again = Create(("a", DecisionPolicies.LinUcb(), 1), ("b", b, 1));
        await again.LoadAsync(await SaveAsync(one));

        Assert.Equal(1, b.Count);
    }

    [Fact]
    public async Task LoadAsync_StateOfLinUcbInFormat1_IsTakenByTheMembers()
    {
        using var policy = (PortfolioPolicy)DecisionPolicies.Portfolio();

        await policy.LoadAsync(await FormatOneAsync());

        double[] probabilities = BanditInputs.Probabilities(policy, Input);
        Assert.InRange(probabilities[1], 0.98, 1);
    }

    [Fact]
    public async Task LoadAsync_StateOfNoMember_SaysSoAndTheStateStays()
    {
        using var policy = (PortfolioPolicy)DecisionPolicies.Portfolio();
        LinUcbPolicyTests.Regret(policy, 5, 50, 50);
        byte[] before = (await SaveAsync(policy)).ToArray();
        var uniform = new MemoryStream();
        await DecisionPolicies.Uniform().SaveAsync(uniform);
        uniform.Position = 0;

        var exception = await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(uniform));

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        byte[] damaged = [.. before];
        damaged[before.Length / 2] ^= 0x5a;
        await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(damaged)));
        Assert.Equal(before, (await SaveAsync(policy)).ToArray());
    }

    [Fact]
    public async Task UserCalls_AreForwardedToMembersThatTakeThem()
    {
        var member = new UserPolicy();
        using PortfolioPolicy policy = Create(("plain", new FixedPolicy(0.5), 1), ("user", member, 1));

        await policy.PrepareUserAsync("u1");
        await policy.FlushUsersAsync();

        Assert.True(await policy.ForgetUserAsync("u1"));
        Assert.False(await policy.ForgetUserAsync("u2"));
        Assert.Equal(["prepare u1", "flush", "forget u1", "forget u2"], member.Calls);
    }

    [Fact]
    public void LearnAndDecide_FromManyThreads_LosesNothing()
    {
        var member = new LinUcbPolicy(new LinUcbOptions());
        using PortfolioPolicy policy = Create(("a", member, 1), ("b", DecisionPolicies.SquareCb(), 1));
        const int Threads = 8, Each = 300;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < Each; i++)
            {
                PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 4), "a", "b", "c");
                double[] probabilities = BanditInputs.Probabilities(policy, input);
                Assert.Equal(1, probabilities.Sum(), 1e-12);
                policy.Learn(input, i % 3, random.NextDouble(), probabilities[i % 3]);
            }
        });

        Assert.Equal(Threads * Each, member.Count);
        Assert.Equal(1, policy.Members.Sum(status => status.Weight), 9);
        Assert.All(policy.Members, status => Assert.Equal(0, status.Faults));
    }

    [Fact]
    public void GetProbabilitiesAndLearn_WarmDefault_AllocateNothing()
    {
        IDecisionPolicy policy = DecisionPolicies.Portfolio();
        PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(new Random(1), 32), "a", "b", "c");
        double[] probabilities = new double[3];
        Steps(300);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                policy.GetProbabilities(input, probabilities);
                policy.Learn(input, i % 3, i % 2, probabilities[i % 3]);
            }
        }
    }

    [Fact]
    public void UsePortfolio_MembersOfTheHost_AreMixed()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UsePortfolio(
                p => p.AddLinUcb().AddThompsonSampling().Add<FixedPolicy>("mine", 2).Add("other", _ => new FixedPolicy(0.2)), options => options.MinimumWeight = 0.1)))
            .BuildServiceProvider();

        var policy = (IPortfolioPolicy)services.GetRequiredKeyedService<IDecisionPolicy>("default/portfolio");

        Assert.Equal(["lin-ucb", "thompson-sampling", "mine", "other"], policy.Members.Select(member => member.Name));
        Assert.True(policy.Members[2].IsLeader);
        Assert.Throws<ArgumentException>(() => new PortfolioMembers().AddLinUcb().AddLinUcb());
    }

    [Fact]
    public void Create_MembersUnusable_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => DecisionPolicies.Portfolio(null, []));
        Assert.Throws<ArgumentException>(() => Create(("a", new FixedPolicy(0.5), 1), ("a", new FixedPolicy(0.5), 1)));
        Assert.Throws<ArgumentException>(() => Create(("a", new FixedPolicy(0.5), 0)));
    }

    private static PortfolioPolicy Create(params (string Name, IDecisionPolicy Policy, double Weight)[] members) =>
        (PortfolioPolicy)DecisionPolicies.Portfolio(null, [.. members.Select(member => new PortfolioMember { Name = member.Name, Policy = member.Policy, InitialWeight = member.Weight })]);

    private static void Play(PortfolioPolicy policy, int seed, int steps, int best)
    {
        var random = new Random(seed);
        for (int i = 0; i < steps; i++)
        {
            double[] probabilities = BanditInputs.Probabilities(policy, Input);
            int chosen = BanditInputs.Draw(probabilities, random);
            policy.Learn(Input, chosen, random.NextDouble() < (chosen == best ? 0.8 : 0.2) ? 1 : 0, probabilities[chosen]);
        }
    }

    private static async Task<MemoryStream> SaveAsync(IDecisionPolicy policy)
    {
        var stream = new MemoryStream();
        await policy.SaveAsync(stream);
        stream.Position = 0;
        return stream;
    }

    /// <summary>What an earlier version wrote of LinUCB: a ridge of 2.5, no shared part, action b known to earn 0.9.</summary>
    private static async Task<MemoryStream> FormatOneAsync()
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(2.5);
            writer.Write(500L);
            writer.Write(0);
            writer.Write(0);
            writer.Write(1);
            writer.Write("b");
            writer.Write(500L);
            writer.Write(2);
            writer.Write(0);
            writer.Write(0);
            foreach (double value in (double[])[0.01, 0, 0, 0.01, 0.9, 0])
                writer.Write(value);
        }

        var stream = new MemoryStream();
        await SavedState.WriteAsync(stream, "lin-ucb", 1, buffer.ToArray(), CancellationToken.None);
        stream.Position = 0;
        return stream;
    }

    /// <summary>The first of two actions with a fixed probability.</summary>
    private class FixedPolicy(double first = 0.5) : IDecisionPolicy
    {
        public Exception? Failure { get; init; }

        public (int Action, double Reward, double Propensity) Last { get; private set; }

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            if (Failure is not null)
                throw Failure;
            probabilities.Fill((1 - first) / Math.Max(1, probabilities.Length - 1));
            probabilities[0] = first;
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
            if (Failure is not null)
                throw Failure;
            Last = (actionIndex, reward, propensity);
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
            SavedState.WriteAsync(destination, "fixed", 1, [], cancellationToken);

        public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) =>
            await SavedState.ReadAsync(source, "fixed", 1, cancellationToken);
    }

    private sealed class UserPolicy : FixedPolicy, IUserDecisionPolicy
    {
        public List<string> Calls { get; } = [];

        public ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default)
        {
            Calls.Add($"prepare {userKey}");
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushUsersAsync(CancellationToken cancellationToken = default)
        {
            Calls.Add("flush");
            return ValueTask.CompletedTask;
        }

        public ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default)
        {
            Calls.Add($"forget {userKey}");
            return ValueTask.FromResult(userKey == "u1");
        }
    }
}
