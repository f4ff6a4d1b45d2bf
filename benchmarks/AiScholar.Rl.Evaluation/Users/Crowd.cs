using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Users;

/// <summary>The many: each comes at least once.</summary>
internal sealed class Crowd(SimulatedPeople people, UsersSettings settings)
{
    private long _seen;
    private long _decisions;

    public long Decisions => _decisions;

    /// <summary>The population as it was at the end.</summary>
    public byte[] SavedPolicy { get; private set; } = [];

    public async Task RunAsync(IUserDecisionPolicy policy, MeasureProgress progress, CancellationToken cancellationToken)
    {
        await Parallel.ForAsync(0, settings.Threads, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellationToken },
            async (thread, token) => await Task.Run(() => VisitAsync(policy, settings.Seed + (1000 * (thread + 1)), progress, token), token));
        await policy.FlushUsersAsync(cancellationToken);
        using var state = new MemoryStream();
        await policy.SaveAsync(state, cancellationToken);
        SavedPolicy = state.ToArray();
    }

    private async Task VisitAsync(IUserDecisionPolicy policy, int seed, MeasureProgress progress, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        PolicyAction[] actions = settings.PolicyActions;
        double[] probabilities = new double[actions.Length];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long seen = Interlocked.Read(ref _seen);
            long person;
            if (seen == 0 || random.Next(2) == 0)
            {
                person = Interlocked.Increment(ref _seen) - 1;
                if (person >= settings.Users)
                    return;
                progress.Report((int)person, settings.Users, "users");
            }
            else
            {
                seen = Math.Min(seen, settings.Users);
                person = seen - 1 - (long)((Math.Exp(random.NextDouble() * Math.Log(seen + 1)) - 1) * 0.999);
            }

            string key = SimulatedPeople.KeyOf(person);
            await policy.PrepareUserAsync(key, cancellationToken);
            for (int i = 0; i < settings.EventsPerVisit; i++)
                Decide(policy, person, key, actions, probabilities, random);
        }
    }

    private void Decide(IUserDecisionPolicy policy, long person, string key, PolicyAction[] actions, double[] probabilities, Random random)
    {
        float[] context = people.Context(random);
        var input = new PolicyInput(new FeatureVector(context), actions, userKey: key);
        policy.GetProbabilities(input, probabilities);
        int chosen = Draw(probabilities, random.NextDouble());
        double reward = people.Expected(person, chosen, context) + (SimulatedPeople.Noise * SimulatedPeople.Gaussian(random));
        policy.Learn(input, chosen, reward, probabilities[chosen]);
        Interlocked.Increment(ref _decisions);
    }

    internal static int Draw(ReadOnlySpan<double> probabilities, double uniform)
    {
        int last = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] <= 0)
                continue;
            last = i;
            uniform -= probabilities[i];
            if (uniform < 0)
                break;
        }

        return last;
    }
}
