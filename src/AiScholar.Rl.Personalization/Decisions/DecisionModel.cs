using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>A loop's policy with the encoders of what it sees: gives distributions and learns. Safe to call from many threads.</summary>
internal sealed class DecisionModel(ExtensionHandle<IDecisionPolicy> policy)
{
    private const double Tolerance = 1e-9;

    private readonly FeatureEncoder _contexts = new();
    private readonly FeatureEncoder _actions = new();
    private long _learned;

    public string PolicyName => policy.Name;

    public long Version => Interlocked.Read(ref _learned);

    public FeatureEncoder ContextEncoder => _contexts;

    public FeatureEncoder ActionEncoder => _actions;

    public ValueTask<IDecisionPolicy> GetPolicyAsync(CancellationToken cancellationToken) => policy.GetInstanceAsync(cancellationToken);

    /// <summary>Fills the distribution over <paramref name="actions"/>; a policy that fails or returns none is replaced by an even distribution for this call.</summary>
    public async ValueTask FillAsync(FeatureSet context, DecisionAction[] actions, string? userKey, double[] probabilities, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        FeatureVector encoded = _contexts.EncodeNext(context, issues);
        PolicyAction[] policyActions = Encode(actions, observe: true, issues);
        try
        {
            IDecisionPolicy instance = await policy.GetInstanceAsync(cancellationToken).ConfigureAwait(false);
            instance.GetProbabilities(new PolicyInput(encoded, policyActions, context, userKey), probabilities);
            CheckDistribution(probabilities);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            issues.Add(policy.ReportFault(nameof(IDecisionPolicy.GetProbabilities), exception));
            Array.Fill(probabilities, 1.0 / probabilities.Length);
        }
    }

    /// <summary>Learns what an event earned; returns what went wrong, or null.</summary>
    public async ValueTask<ResultIssue?> LearnAsync(LoggedDecision decision, double reward, CancellationToken cancellationToken)
    {
        try
        {
            IDecisionPolicy instance = await policy.GetInstanceAsync(cancellationToken).ConfigureAwait(false);
            var input = new PolicyInput(_contexts.Encode(decision.Context), Encode([.. decision.Actions], observe: false, null), decision.Context, decision.UserKey);
            instance.Learn(input, decision.ChosenIndex, reward, decision.Propensities[decision.ChosenIndex]);
            Interlocked.Increment(ref _learned);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return policy.ReportFault(nameof(IDecisionPolicy.Learn), exception);
        }
    }

    public void RestoreVersion(long version) => Interlocked.Exchange(ref _learned, version);

    private PolicyAction[] Encode(DecisionAction[] actions, bool observe, List<ResultIssue>? issues)
    {
        var encoded = new PolicyAction[actions.Length];
        for (int i = 0; i < actions.Length; i++)
        {
            FeatureSet features = actions[i].Features;
            FeatureVector vector = features.Count == 0 ? default : observe ? _actions.EncodeNext(features, issues) : _actions.Encode(features);
            encoded[i] = new PolicyAction(actions[i].Id, vector, features);
        }

        return encoded;
    }

    private void CheckDistribution(double[] probabilities)
    {
        double sum = 0;
        foreach (double probability in probabilities)
            sum += probability >= 0 ? probability : double.NaN;
        if (!(Math.Abs(sum - 1) <= Tolerance))
            throw new PersonalizationException(AdvancedRlErrorCode.PolicyInvalid, $"Policy '{policy.Name}' gave probabilities that are no distribution: they must not be negative and must sum to 1.");
    }
}
