namespace AiScholar.Rl.Testing;

/// <summary>Environments × learners × evaluators: every learner runs in every environment, with the same luck, several times over.</summary>
/// <remarks>The report is a function of the settings: neither the degree of parallelism nor the clock changes it (but for <see cref="MeasureCost"/>).</remarks>
public sealed class Experiment
{
    /// <summary>The worlds, at least one, with distinct names.</summary>
    public required IReadOnlyList<IEnvironment> Environments { get; init => field = Ranges.NotNull(value); }

    /// <summary>The learners, at least one, with distinct names.</summary>
    public required IReadOnlyList<Learner> Learners { get; init => field = Ranges.NotNull(value); }

    /// <summary>What is measured; the default is all of <see cref="StandardEvaluators"/>.</summary>
    public IReadOnlyList<IEvaluator> Evaluators { get; init => field = Ranges.NotNull(value); } = StandardEvaluators.All;

    /// <summary>Decisions of a run, at least 1; fewer where an environment ends before. The default is 1000.</summary>
    public int Steps { get; init => field = Ranges.Check(value, 1); } = 1000;

    /// <summary>Runs of each learner in each environment, each with a seed of its own, at least 1; intervals need 2. The default is 10.</summary>
    public int Replications { get; init => field = Ranges.Check(value, 1, 1_000_000); } = 10;

    /// <summary>Seed of everything; the default is 0.</summary>
    public int Seed { get; init; }

    /// <summary>Runs at a time, at least 1; the default is the number of processors.</summary>
    public int MaxDegreeOfParallelism { get; init => field = Ranges.Check(value, 1); } = Environment.ProcessorCount;

    /// <summary>Points of each curve, 1 to 100,000, at most one a decision; the default is 100.</summary>
    public int CurvePoints { get; init => field = Ranges.Check(value, 1, 100_000); } = 100;

    /// <summary>Confidence level of the intervals over the runs, above 0 and below 1; the default is 0.95.</summary>
    public double ConfidenceLevel { get; init => field = Ranges.Check(value, 1e-6, 1 - 1e-6); } = 0.95;

    /// <summary>Whether to measure time and allocations of a decision; such figures differ from run to run, and mean little unless <see cref="MaxDegreeOfParallelism"/> is 1. The default is false.</summary>
    public bool MeasureCost { get; init; }

    /// <summary>Runs everything.</summary>
    /// <param name="progress">Told after each run which share of all is done, 0 to 1.</param>
    /// <param name="cancellationToken">Cancels between two decisions.</param>
    /// <exception cref="PersonalizationException">A learner gave no distribution, or an environment an unusable step; the message names it.</exception>
    /// <exception cref="ExtensionException">A learner, an environment or an evaluator failed; the cause is the inner exception.</exception>
    public async Task<ExperimentReport> RunAsync(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckNames(Environments.Select(environment => environment.Name), nameof(Environments));
        CheckNames(Learners.Select(learner => learner.Name), nameof(Learners));
        int total = Environments.Count * Learners.Count * Replications;
        var runs = new ReplicationResult[total];
        int done = 0;
        await Parallel.ForAsync(
            0,
            total,
            new ParallelOptions { MaxDegreeOfParallelism = MaxDegreeOfParallelism, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                int pair = index / Replications;
                runs[index] = await new Replication(this, Environments[pair / Learners.Count], Learners[pair % Learners.Count], Seeds.Derive(Seed, index % Replications)).RunAsync(token).ConfigureAwait(false);
                progress?.Report(Interlocked.Increment(ref done) / (double)total);
            }).ConfigureAwait(false);
        return new ExperimentReport
        {
            Seed = Seed,
            ConfidenceLevel = ConfidenceLevel,
            Results = [.. Enumerable.Range(0, Environments.Count * Learners.Count).Select(pair =>
                Summary.Of(Environments[pair / Learners.Count].Name, Learners[pair % Learners.Count].Name, runs.AsSpan(pair * Replications, Replications).ToArray(), ConfidenceLevel))],
        };
    }

    private static void CheckNames(IEnumerable<string> names, string what)
    {
        string[] all = [.. names];
        if (all.Length == 0)
            throw new InvalidOperationException($"An experiment needs at least one of {what}.");
        if (all.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"{what} holds the name '{twice.Key}' twice; give each one of its own.");
    }
}
