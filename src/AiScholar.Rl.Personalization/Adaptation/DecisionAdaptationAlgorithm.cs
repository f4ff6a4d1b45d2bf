using System.Collections.Concurrent;
using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// The default adaptation algorithm: each dimension is a decision of the loop <c>{loop}-adaptation</c> over the dimension's values, in the
/// context of profile and situation. Confidence is the posterior mean reward of the chosen value, (rewards + 1) / (times + 2).
/// </summary>
/// <remarks>An adaptation below the threshold is left out and its decision never activated, so that nothing is learnt from what was not shown. Its tally fades
/// meanwhile, so that it is tried again after some hundred calls.</remarks>
internal sealed class DecisionAdaptationAlgorithm(ExtensionContext extension, IServiceProvider services, IOptionsMonitor<PersonalizationOptions> options, TimeProvider time) : IAdaptationAlgorithm, ISavableState
{
    public const string Name = "decision";
    public const string LoopSuffix = "-adaptation";

    private const string StateKind = "decision-adaptation";
    private const int StateVersion = 1;

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
            {
                Fade(decision.ChosenActionId);
                continue;
            }

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

    /// <summary>Saves the tallies and the loop behind this algorithm.</summary>
    public async ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var loop = new MemoryStream();
        await Loop.SaveAsync(loop, cancellationToken).ConfigureAwait(false);
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        KeyValuePair<string, Tally>[] tallies = [.. _tallies.OrderBy(tally => tally.Key, StringComparer.Ordinal)];
        writer.Write(tallies.Length);
        foreach ((string id, Tally tally) in tallies)
        {
            writer.Write(id);
            writer.Write(tally.Rewards);
            writer.Write(tally.Times);
        }

        writer.Write(loop.GetBuffer(), 0, (int)loop.Length);
        writer.Flush();
        await SavedState.WriteAsync(destination, StateKind, StateVersion, payload.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Loads what <see cref="SaveAsync"/> wrote.</summary>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var payload = new MemoryStream(await SavedState.ReadAsync(source, StateKind, StateVersion, cancellationToken).ConfigureAwait(false));
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        try
        {
            using var reader = new BinaryReader(payload, System.Text.Encoding.UTF8, leaveOpen: true);
            for (int left = reader.ReadInt32(); left > 0; left--)
                tallies[reader.ReadString()] = new Tally(reader.ReadDouble(), reader.ReadDouble());
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException("The saved adaptation is damaged.", exception);
        }

        if (tallies.Values.Any(tally => !double.IsFinite(tally.Rewards) || !(tally.Times >= 0)))
            throw new StateException("The saved adaptation holds a tally that is no count of rewards.");
        await Loop.LoadAsync(payload, cancellationToken).ConfigureAwait(false);
        _tallies.Clear();
        foreach ((string id, Tally tally) in tallies)
            _tallies[id] = tally;
    }

    private void Fade(string actionId)
    {
        if (_tallies.TryGetValue(actionId, out Tally tally))
            _tallies.TryUpdate(actionId, tally.Faded, tally);
    }

    private static string ActionId(string kind, string value) => $"{kind}={value}";

    private readonly record struct Tally(double Rewards, double Times)
    {
        /// <summary>What is left of it after one more call that did not show the value.</summary>
        private const double Kept = 0.995;

        public double Mean => (Rewards + 1) / (Times + 2);

        public Tally Faded => new(Rewards * Kept, Times * Kept);

        public Tally Add(double reward) => new(Rewards + reward, Times + 1);
    }
}
