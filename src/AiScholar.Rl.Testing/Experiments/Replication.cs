using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Testing;

/// <summary>One run of one learner in one environment.</summary>
internal sealed class Replication(Experiment experiment, IEnvironment environment, Learner learner, int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly RewardQueue _rewards = new();
    private readonly CostMeter _cost = new();

    public async ValueTask<ReplicationResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            LearnerRun run = learner.Start(Seeds.Derive(seed, -1), _clock);
            await using (run.ConfigureAwait(false))
                return await RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or AdvancedRlException))
        {
            throw new ExtensionException(AdvancedRlErrorCode.ExtensionFailed, learner.Name, $"Learner '{learner.Name}' in environment '{environment.Name}' failed: {exception.Message}", exception);
        }
    }

    private async ValueTask<ReplicationResult> RunAsync(LearnerRun run, CancellationToken cancellationToken)
    {
        ITracker[] trackers = [.. experiment.Evaluators.Select(evaluator => evaluator.Start(environment.ChangePoints))];
        var curves = new CurveRecorder(experiment.Steps, experiment.CurvePoints);
        int index = 0;
        foreach (EnvironmentStep step in environment.Run(seed).Take(experiment.Steps))
        {
            cancellationToken.ThrowIfCancellationRequested();
            StepRules.Check(step, environment.Name, index);
            await DeliverAsync(run, _clock.GetUtcNow() + (index == 0 ? TimeSpan.Zero : step.Elapsed), cancellationToken).ConfigureAwait(false);
            if (experiment.MeasureCost)
                _cost.Begin();
            LearnerChoice choice = await run.ChooseAsync(step, cancellationToken).ConfigureAwait(false);
            if (experiment.MeasureCost)
                _cost.EndDecision();
            DecisionObservation seen = Observe(step, choice, index);
            foreach (ITracker tracker in trackers)
                tracker.Observe(seen);
            curves.Add(seen);
            _rewards.Add(step, choice, _clock.GetUtcNow());
            await DeliverAsync(run, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            index++;
        }

        return index == 0
            ? throw new InvalidOperationException($"Environment '{environment.Name}' has no steps.")
            : new ReplicationResult(index, [.. trackers.SelectMany(tracker => tracker.Complete())], curves.Complete(), experiment.MeasureCost ? _cost.Complete(index) : null);
    }

    /// <summary>Brings the clock to a time, delivering on the way what arrives until then.</summary>
    private async ValueTask DeliverAsync(LearnerRun run, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (_rewards.TryTake(until, out DateTimeOffset due, out PendingReward reward))
        {
            Advance(due);
            if (experiment.MeasureCost)
                _cost.Begin();
            await run.RewardAsync(reward.EventId, reward.Slot, reward.Value, reward.IsLast, cancellationToken).ConfigureAwait(false);
            if (experiment.MeasureCost)
                _cost.EndReward();
        }

        Advance(until);
    }

    private void Advance(DateTimeOffset to)
    {
        if (to > _clock.GetUtcNow())
            _clock.SetUtcNow(to);
    }

    private DecisionObservation Observe(EnvironmentStep step, LearnerChoice choice, int index)
    {
        if (choice.Chosen.Length != step.PositionWeights.Count || !(choice.Propensities[choice.Chosen[0]] > 0))
            throw new PersonalizationException(AdvancedRlErrorCode.PolicyInvalid, $"Learner '{learner.Name}' filled {choice.Chosen.Length} of {step.PositionWeights.Count} slots, the first with an action of propensity {choice.Propensities[choice.Chosen[0]]}; it must be above 0.");
        double expected = 0, reward = 0;
        for (int slot = 0; slot < choice.Chosen.Length; slot++)
        {
            expected += step.PositionWeights[slot] * step.ExpectedRewards[choice.Chosen[slot]];
            reward += step.PositionWeights[slot] * step.Rewards[choice.Chosen[slot]];
        }

        double best = step.PositionWeights.Count == 1
            ? step.PositionWeights[0] * step.ExpectedRewards.Max()
            : step.PositionWeights.OrderDescending().Zip(step.ExpectedRewards.OrderDescending(), (weight, mean) => weight * mean).Sum();
        return new DecisionObservation
        {
            Index = index,
            Step = step,
            Chosen = choice.Chosen,
            Propensities = choice.Propensities,
            ExpectedReward = expected,
            BestReward = best,
            Reward = reward,
            IssueCount = choice.IssueCount,
        };
    }
}
