using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>Calls a policy and contains its faults. Safe to call from many threads.</summary>
internal sealed class PolicyRunner(ExtensionHandle<IDecisionPolicy> policy)
{
    private const double Tolerance = 1e-9;

    private long _learned;

    public string Name => policy.Name;

    /// <summary>How often the policy learnt.</summary>
    public long Version => Interlocked.Read(ref _learned);

    public ValueTask<IDecisionPolicy> GetAsync(CancellationToken cancellationToken) => policy.GetInstanceAsync(cancellationToken);

    public void RestoreVersion(long version) => Interlocked.Exchange(ref _learned, version);

    /// <summary>Fills the distribution over the actions; a policy that fails or returns none is replaced by an even distribution for this call.</summary>
    public async ValueTask FillAsync(PolicyInput input, double[] probabilities, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        try
        {
            IDecisionPolicy instance = await PrepareAsync(input, cancellationToken).ConfigureAwait(false);
            instance.GetProbabilities(input, probabilities);
            CheckDistribution(probabilities);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            issues.Add(policy.ReportFault(nameof(IDecisionPolicy.GetProbabilities), exception));
            Array.Fill(probabilities, 1.0 / probabilities.Length);
        }
    }

    /// <summary>Learns what an action earned; returns what went wrong, or null.</summary>
    public async ValueTask<ResultIssue?> LearnAsync(PolicyInput input, int actionIndex, double reward, double propensity, CancellationToken cancellationToken)
    {
        try
        {
            IDecisionPolicy instance = await PrepareAsync(input, cancellationToken).ConfigureAwait(false);
            instance.Learn(input, actionIndex, reward, propensity);
            Interlocked.Increment(ref _learned);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return policy.ReportFault(nameof(IDecisionPolicy.Learn), exception);
        }
    }

    private async ValueTask<IDecisionPolicy> PrepareAsync(PolicyInput input, CancellationToken cancellationToken)
    {
        IDecisionPolicy instance = await policy.GetInstanceAsync(cancellationToken).ConfigureAwait(false);
        if (input.UserKey is { } user && instance is IUserDecisionPolicy personal)
            await personal.PrepareUserAsync(user, cancellationToken).ConfigureAwait(false);
        return instance;
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
