using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Users;

/// <summary>
/// The few who come often. At each event the same model is asked three times: knowing the person, without a person (the population), and as a person never
/// seen; each answer is worth the true expected reward of its probabilities, without noise.
/// </summary>
internal sealed class Panel(SimulatedPeople people, UsersSettings settings)
{
    /// <summary>Mean worth at each person's first ten events.</summary>
    public Worth Early { get; private set; } = new();

    /// <summary>Mean worth in the last half of each person's events.</summary>
    public Worth Late { get; private set; } = new();

    public async Task RunAsync(IUserDecisionPolicy policy, MeasureProgress progress, CancellationToken cancellationToken)
    {
        var random = new Random(settings.Seed + 17);
        PolicyAction[] actions = settings.PolicyActions;
        double[] probabilities = new double[actions.Length];
        for (int round = 0; round < settings.PanelEvents; round++)
        {
            progress.Report(round, settings.PanelEvents, "panel");
            for (int member = 0; member < settings.Panel; member++)
            {
                long person = settings.Users + member;
                string key = SimulatedPeople.KeyOf(person);
                await policy.PrepareUserAsync(key, cancellationToken);
                float[] context = people.Context(random);
                double[] expected = [.. Enumerable.Range(0, actions.Length).Select(action => people.Expected(person, action, context))];
                var worth = new Worth
                {
                    Optimal = expected.Max(),
                    Random = expected.Average(),
                    Population = Value(policy, context, actions, null, expected, probabilities),
                    Fresh = Value(policy, context, actions, "a person never seen", expected, probabilities),
                    Personalized = Value(policy, context, actions, key, expected, probabilities),
                };
                int chosen = Crowd.Draw(probabilities, random.NextDouble());
                policy.Learn(new PolicyInput(new FeatureVector(context), actions, userKey: key), chosen,
                    expected[chosen] + (SimulatedPeople.Noise * SimulatedPeople.Gaussian(random)), probabilities[chosen]);
                if (round < 10)
                    Early = Early.Add(worth, 10.0 * settings.Panel);
                if (round >= settings.PanelEvents / 2)
                    Late = Late.Add(worth, (settings.PanelEvents - (settings.PanelEvents / 2)) * (double)settings.Panel);
            }
        }

        await policy.FlushUsersAsync(cancellationToken);
    }

    private static double Value(IUserDecisionPolicy policy, float[] context, PolicyAction[] actions, string? key, double[] expected, double[] probabilities)
    {
        policy.GetProbabilities(new PolicyInput(new FeatureVector(context), actions, userKey: key), probabilities);
        return probabilities.Zip(expected, (probability, reward) => probability * reward).Sum();
    }

    internal sealed record Worth
    {
        public double Optimal { get; init; }

        public double Personalized { get; init; }

        public double Population { get; init; }

        public double Fresh { get; init; }

        public double Random { get; init; }

        public Worth Add(Worth other, double count) => new()
        {
            Optimal = Optimal + (other.Optimal / count),
            Personalized = Personalized + (other.Personalized / count),
            Population = Population + (other.Population / count),
            Fresh = Fresh + (other.Fresh / count),
            Random = Random + (other.Random / count),
        };
    }
}
