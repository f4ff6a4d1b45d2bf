namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public sealed class PortfolioUserTests
{
    [Fact]
    public void Portfolio_DecisionAboutNobody_DoesNotAskMembersThatLearnUsers()
    {
        var personal = new UserPolicy();
        IDecisionPolicy portfolio = DecisionPolicies.Portfolio(members:
        [
            new PortfolioMember { Name = "uniform", Policy = DecisionPolicies.Uniform() },
            new PortfolioMember { Name = "personal", Policy = personal },
        ]);
        PolicyAction[] actions = [new("a"), new("b")];
        double[] probabilities = new double[2];

        var anonymous = new PolicyInput(default, actions);
        portfolio.GetProbabilities(anonymous, probabilities);
        portfolio.Learn(anonymous, 0, 1, 0.5);
        Assert.Equal([0.5, 0.5], probabilities);
        Assert.Equal((0, 0), (personal.Asked, personal.Taught));

        var known = new PolicyInput(default, actions, userKey: "u");
        portfolio.GetProbabilities(known, probabilities);
        portfolio.Learn(known, 0, 1, 0.75);
        Assert.Equal([0.75, 0.25], probabilities);
        Assert.Equal((1, 1), (personal.Asked, personal.Taught));
        Assert.All(((IPortfolioPolicy)portfolio).Members, member => Assert.Equal(0, member.Faults));
    }

    private sealed class UserPolicy : IUserDecisionPolicy
    {
        public int Asked { get; private set; }

        public int Taught { get; private set; }

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            Asked++;
            probabilities.Clear();
            probabilities[0] = 1;
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity) => Taught++;

        public ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask FlushUsersAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default) => ValueTask.FromResult(false);

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
