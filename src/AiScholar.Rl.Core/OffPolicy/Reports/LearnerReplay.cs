namespace AiScholar.Rl.Core;

/// <summary>Runs a learner over a log: its distribution on each event by a state that has not learnt from the event.</summary>
internal static class LearnerReplay
{
    public static async ValueTask<double[][]> RunAsync(LoggedDecision[] log, Func<IDecisionPolicy> create, OfflineEvaluationOptions options, CancellationToken cancellationToken)
    {
        double[][] distributions = new double[log.Length][];
        int folds = options.Protocol == OfflineProtocol.HeldOut ? Math.Min(options.Estimation.Folds, log.Length) : 1;
        for (int fold = 0; fold < folds; fold++)
        {
            IDecisionPolicy policy = create() ?? throw new InvalidOperationException("The factory gave no policy.");
            try
            {
                var run = new Run(policy, options.Estimation.DefaultReward);
                for (int i = 0; i < log.Length; i++)
                {
                    bool isJudged = folds == 1 || i % folds == fold;
                    cancellationToken.ThrowIfCancellationRequested();
                    if (folds == 1)
                        distributions[i] = await run.DecideAsync(log[i], cancellationToken).ConfigureAwait(false);
                    if (folds == 1 || !isJudged)
                        await run.LearnAsync(log[i], cancellationToken).ConfigureAwait(false);
                }

                for (int i = fold; i < log.Length && folds > 1; i += folds)
                    distributions[i] = await run.DecideAsync(log[i], cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                (policy as IDisposable)?.Dispose();
            }
        }

        return distributions;
    }

    private sealed class Run(IDecisionPolicy policy, double defaultReward)
    {
        private readonly FeatureEncoder _contexts = new();
        private readonly FeatureEncoder _actions = new();
        private LoggedDecision? _encoded;
        private FeatureVector _context;
        private PolicyAction[] _encodedActions = [];

        public async ValueTask<double[]> DecideAsync(LoggedDecision decision, CancellationToken cancellationToken)
        {
            await PrepareAsync(decision, cancellationToken).ConfigureAwait(false);
            double[] probabilities = new double[decision.Actions.Count];
            policy.GetProbabilities(Encode(decision), probabilities);
            return probabilities;
        }

        public async ValueTask LearnAsync(LoggedDecision decision, CancellationToken cancellationToken)
        {
            await PrepareAsync(decision, cancellationToken).ConfigureAwait(false);
            policy.Learn(Encode(decision), decision.ChosenIndex, decision.Reward ?? defaultReward, decision.Propensities[decision.ChosenIndex]);
        }

        private ValueTask PrepareAsync(LoggedDecision decision, CancellationToken cancellationToken) =>
            policy is IUserDecisionPolicy users && decision.UserKey is { } userKey ? users.PrepareUserAsync(userKey, cancellationToken) : ValueTask.CompletedTask;

        private PolicyInput Encode(LoggedDecision decision)
        {
            if (!ReferenceEquals(_encoded, decision))
            {
                _context = _contexts.EncodeNext(decision.Context);
                _encodedActions = [.. decision.Actions.Select(action => new PolicyAction(action.Id, action.Features.Count > 0 ? _actions.EncodeNext(action.Features) : default, action.Features))];
                _encoded = decision;
            }

            return new PolicyInput(_context, _encodedActions, decision.Context, decision.UserKey);
        }
    }
}
