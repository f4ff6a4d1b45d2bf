using AiScholar.Rl.Core;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>The default policy with a witness: how probable it holds each action is seen from outside the loop.</summary>
internal sealed class WitnessPolicy(Witness witness) : IDecisionPolicy
{
    private readonly IDecisionPolicy _policy = DecisionPolicies.Portfolio();

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        _policy.GetProbabilities(input, probabilities);
        witness.Seen = probabilities.ToArray();
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity) => _policy.Learn(input, actionIndex, reward, propensity);

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => _policy.SaveAsync(destination, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => _policy.LoadAsync(source, cancellationToken);
}
