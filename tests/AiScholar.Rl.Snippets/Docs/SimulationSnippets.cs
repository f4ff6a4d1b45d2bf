using AiScholar.Rl.Core;
using AiScholar.Rl.Testing;

namespace AiScholar.Rl.Snippets;

internal static class SimulationSnippets
{
    public static async Task Test()
    {
        // snippet-start: simulation-experiment
        var experiment = new Experiment
        {
            Environments =
            [
                new LinearBandit(),
                new AbruptDrift { Inner = new PreferenceBandit(), ChangePoints = [1000] },
                new DelayedRewards { Inner = new HeterogeneousUsers(), LostShare = 0.1 },
            ],
            Learners =
            [
                Learner.Policy("mine", seed => new SoftmaxPolicy()),
                Learner.Policy("lin-ucb", seed => DecisionPolicies.LinUcb()),
                Learner.Loop("the default loop"),
                Learner.Uniform(),
                Learner.Oracle(),
            ],
            Steps = 2000,
            Replications = 20,
        };
        ExperimentReport report = await experiment.RunAsync();

        Console.WriteLine(report.ToMarkdown());
        File.WriteAllText("report.json", report.ToJson());
        File.WriteAllText("linear.svg", ExperimentPlot.ToSvg(report.In("linear")));
        // snippet-end
    }

    public static async Task Check()
    {
        // snippet-start: simulation-check
        foreach (string broken in await PolicyChecker.CheckAsync(seed => new SoftmaxPolicy()))
            Console.WriteLine(broken);
        // snippet-end
    }

    // snippet-start: simulation-environment
    /// <summary>Two courses; which one is right depends on the weekday, and nobody tells on Sundays.</summary>
    public sealed class CourseEnvironment : IEnvironment
    {
        public string Name => "courses";

        public IEnumerable<EnvironmentStep> Run(int seed)
        {
            var random = new Random(seed);
            for (int day = 0; ; day++)
            {
                double[] means = day % 7 < 5 ? [0.7, 0.3] : [0.3, 0.7];
                yield return new EnvironmentStep
                {
                    Context = [Feature.Categorical("weekday", $"{day % 7}")],
                    Actions = [new DecisionAction { Id = "seminar" }, new DecisionAction { Id = "reading" }],
                    ExpectedRewards = means,
                    Rewards = [.. means.Select(mean => random.NextDouble() < mean ? 1.0 : 0.0)],
                    Arrivals = day % 7 == 6 ? [] : [new RewardArrival { Delay = TimeSpan.FromHours(3) }],
                    Elapsed = TimeSpan.FromDays(1),
                };
            }
        }
    }
    // snippet-end

    // snippet-start: simulation-policy
    /// <summary>A host's own policy: the better an action's mean reward so far, the more probable it is.</summary>
    public sealed class SoftmaxPolicy : IDecisionPolicy
    {
        private readonly Dictionary<string, (double Sum, int Count)> _rewards = [];
        private readonly Lock _gate = new();

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
        {
            double sum = 0;
            lock (_gate)
            {
                for (int i = 0; i < probabilities.Length; i++)
                    sum += probabilities[i] = Math.Exp(5 * Mean(input.Actions.Span[i].Id));
            }

            foreach (ref double probability in probabilities)
                probability /= sum;
        }

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
            if (!double.IsFinite(reward))
                throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
            string id = input.Actions.Span[actionIndex].Id;
            lock (_gate)
                _rewards[id] = (_rewards.GetValueOrDefault(id).Sum + reward, _rewards.GetValueOrDefault(id).Count + 1);
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        private double Mean(string id) => _rewards.TryGetValue(id, out (double Sum, int Count) reward) ? reward.Sum / reward.Count : 0.5;
    }
    // snippet-end
}
