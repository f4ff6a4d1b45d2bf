using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// The default adaptation algorithm: each dimension is a decision of the loop <c>{loop}-adaptation</c> over the dimension's values, in the
/// context of profile and situation. Confidence is the posterior mean reward of the chosen value, (rewards + 1) / (times + 2).
/// </summary>
/// <remarks>An adaptation below the threshold is left out and its decision never activated, so that nothing is learnt from what was not shown.</remarks>
internal sealed class DecisionAdaptationAlgorithm(ExtensionContext extension, IServiceProvider services, IOptionsMonitor<PersonalizationOptions> options, TimeProvider time) : IAdaptationAlgorithm
{
    public const string Name = "decision";
    public const string LoopSuffix = "-adaptation";

    private readonly ConcurrentDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    private string LoopName => extension.Descriptor.LoopName!;

    private PersonalizationOptions Options => options.Get(PersonalizationBuilderDefaultsExtensions.OptionsName(LoopName));

    private IPersonalizer Loop => services.GetRequiredKeyedService<IPersonalizer>(LoopName + LoopSuffix);

    public async ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        long start = time.GetTimestamp();
        PersonalizationOptions current = Options;
        FeatureSet features = AdaptationFeatures.Of(profile, context);
        List<Adaptation> adaptations = [];
        List<ResultIssue> issues = [];
        foreach ((string kind, IReadOnlyList<string> values) in AdaptationDimensions.Of(current))
        {
            Decision decision = await Loop.DecideAsync(new DecisionRequest
            {
                TenantId = profile.TenantId,
                UserId = profile.UserId,
                Context = features,
                Actions = [.. values.Select(value => new DecisionAction { Id = ActionId(kind, value) })],
                BaselineActionId = ActionId(kind, values[0]),
                DeferActivation = true,
            }, cancellationToken).ConfigureAwait(false);
            issues.AddRange(decision.Issues);
            double confidence = _tallies.GetValueOrDefault(decision.ChosenActionId).Mean;
            if (confidence < current.AdaptationThreshold)
                continue;
            await Loop.ActivateAsync(decision.EventId, profile.TenantId, cancellationToken).ConfigureAwait(false);
            adaptations.Add(new Adaptation
            {
                Kind = new AdaptationKind(kind),
                Value = decision.ChosenActionId[(kind.Length + 1)..],
                Confidence = confidence,
                EventId = decision.EventId,
            });
        }

        return new AdaptationResult
        {
            Adaptations = adaptations,
            Confidence = adaptations.Count > 0 ? adaptations.Average(adaptation => adaptation.Confidence) : 0,
            AlgorithmUsed = extension.Name,
            ExecutionTime = time.GetElapsedTime(start),
            Issues = issues,
        };
    }

    public async ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        foreach (Adaptation adaptation in feedback.Adaptations)
        {
            if (adaptation.EventId is null)
                continue;
            RewardResult result = await Loop.RewardAsync(
                new RewardRequest { EventId = adaptation.EventId, TenantId = feedback.TenantId, Value = feedback.Reward, RewardId = feedback.FeedbackId }, cancellationToken).ConfigureAwait(false);
            if (result.Status is RewardStatus.Learned or RewardStatus.Pending)
                _tallies.AddOrUpdate(ActionId(adaptation.Kind.Value, adaptation.Value), _ => default(Tally).Add(feedback.Reward), (_, tally) => tally.Add(feedback.Reward));
        }
    }

    private static string ActionId(string kind, string value) => $"{kind}={value}";

    private readonly record struct Tally(double Rewards, long Times)
    {
        public double Mean => (Rewards + 1) / (Times + 2);

        public Tally Add(double reward) => new(Rewards + reward, Times + 1);
    }
}
