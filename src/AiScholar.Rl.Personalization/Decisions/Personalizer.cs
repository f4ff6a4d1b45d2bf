using System.Diagnostics;
using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>The loop: decides by its policy, logs before it answers, learns from rewards.</summary>
internal sealed class Personalizer : IPersonalizer
{
    private const double MaxReward = 1e9;

    private readonly string _optionsName;
    private readonly PersonalizationServices _services;
    private readonly DecisionSampler _sampler;
    private readonly RewardWaits _waits = new();

    public Personalizer(string loopName, ExtensionHandle<IDecisionPolicy> policy, PersonalizationServices services)
    {
        LoopName = loopName;
        Model = new DecisionModel(policy);
        _services = services;
        _optionsName = PersonalizationBuilderDefaultsExtensions.OptionsName(loopName);
        _sampler = new DecisionSampler(services.SeedOf(loopName));
    }

    public string LoopName { get; }

    internal DecisionModel Model { get; }

    private PersonalizationOptions Options => _services.Options.Get(_optionsName);

    public async ValueTask<Decision> DecideAsync(DecisionRequest request, CancellationToken cancellationToken = default)
    {
        PersonalizationOptions options = Options;
        DecisionRequestRules.Check(request, options, _optionsName);
        using Activity? activity = PersonalizationTelemetry.Source.StartActivity("Decide");
        await LearnClosedAsync(options, cancellationToken).ConfigureAwait(false);

        DecisionAction[] allowed = Allowed(request);
        var issues = new List<ResultIssue>();
        string? userKey = _services.Pseudonyms.Of(request.TenantId, request.UserId);
        double[] distribution = new double[allowed.Length];
        await Model.FillAsync(request.Context, allowed, userKey, distribution, issues, cancellationToken).ConfigureAwait(false);
        List<SlotDecision> slots = SlateSampler.Draw(allowed, distribution, Math.Min(request.SlotCount, allowed.Length), _sampler);
        LoggedDecision logged = ToLog(request, allowed, distribution, slots[0].ActionId, userKey);
        await _services.Experience.AppendDecisionAsync(logged, cancellationToken).ConfigureAwait(false);
        if (logged.IsActive)
            Await(logged, options);
        PersonalizationTelemetry.OnDecision(LoopName, slots[0].Propensity);
        return ToDecision(request, logged, slots, issues);
    }

    public async ValueTask<RewardResult> RewardAsync(RewardRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        PersonalizationOptions options = Options;
        DecisionRequestRules.CheckId(request.EventId, "event id", options, _optionsName, optional: false);
        DecisionRequestRules.CheckId(request.RewardId, "reward id", options, _optionsName, optional: true);
        if (!(Math.Abs(request.Value) <= MaxReward))
            throw DecisionRequestRules.Invalid($"The reward of event '{request.EventId}' is {request.Value}; it must be finite and within ±{MaxReward:0e0}.");
        await LearnClosedAsync(options, cancellationToken).ConfigureAwait(false);
        RewardAppend append = await _services.Experience.AppendRewardAsync(
            new LoggedReward
            {
                EventId = request.EventId,
                LoopName = LoopName,
                TenantId = request.TenantId,
                Value = request.Value,
                RewardId = request.RewardId,
                Timestamp = _services.Time.GetUtcNow(),
            }, cancellationToken).ConfigureAwait(false);
        RewardResult result = await ToResultAsync(request, append, options, cancellationToken).ConfigureAwait(false);
        PersonalizationTelemetry.OnReward(LoopName, result.Status, request.Value);
        return result;
    }

    public async ValueTask<bool> ActivateAsync(string eventId, string tenantId = "", CancellationToken cancellationToken = default)
    {
        PersonalizationOptions options = Options;
        DecisionRequestRules.CheckId(eventId, "event id", options, _optionsName, optional: false);
        LoggedDecision? activated = await _services.Experience.ActivateAsync(LoopName, tenantId, eventId, cancellationToken).ConfigureAwait(false);
        if (activated is null)
            return false;
        Await(activated, options);
        if (options.RewardWindow is null && activated.Reward is { } reward)
            await Model.LearnAsync(activated, reward, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default) =>
        LoopExtensions.AdaptAsync(_services, LoopName, profile, context, cancellationToken);

    public ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default) =>
        LoopExtensions.LearnAsync(_services, LoopName, feedback, cancellationToken);

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, CancellationToken cancellationToken = default) =>
        LoopExtensions.PredictAsync(_services, LoopName, context, cancellationToken);

    public ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default) =>
        LoopExtensions.ObserveAsync(_services, LoopName, context, action, cancellationToken);

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
        PersonalizerState.SaveAsync(this, _services, destination, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) =>
        PersonalizerState.LoadAsync(this, _services, source, cancellationToken);

    private static DecisionAction[] Allowed(DecisionRequest request)
    {
        DecisionAction[] allowed = request.ExcludedActionIds.Count == 0
            ? [.. request.Actions]
            : [.. request.Actions.Where(action => !request.ExcludedActionIds.Contains(action.Id))];
        return allowed.Length > 0 ? allowed : throw DecisionRequestRules.Invalid("Every action is excluded; at least one must remain.");
    }

    private LoggedDecision ToLog(DecisionRequest request, DecisionAction[] allowed, double[] distribution, string chosenId, string? userKey)
    {
        DateTimeOffset now = _services.Time.GetUtcNow();
        return new LoggedDecision
        {
            EventId = request.EventId ?? Guid.CreateVersion7(now).ToString("N"),
            LoopName = LoopName,
            TenantId = request.TenantId,
            UserKey = userKey,
            Context = request.Context,
            Actions = allowed,
            Propensities = distribution,
            ChosenIndex = Array.FindIndex(allowed, action => action.Id == chosenId),
            BaselineActionId = request.BaselineActionId,
            PolicyName = Model.PolicyName,
            Timestamp = now,
            IsActive = !request.DeferActivation,
        };
    }

    private Decision ToDecision(DecisionRequest request, LoggedDecision logged, List<SlotDecision> slots, List<ResultIssue> issues)
    {
        var ranking = new RankedAction[request.Actions.Count];
        int chosenIndex = 0;
        for (int i = 0, next = 0; i < ranking.Length; i++)
        {
            // What is excluded is ranked too, with propensity 0; the log holds only what could be chosen.
            bool isAllowed = next < logged.Actions.Count && ReferenceEquals(request.Actions[i], logged.Actions[next]);
            if (isAllowed && next == logged.ChosenIndex)
                chosenIndex = i;
            ranking[i] = new RankedAction { ActionId = request.Actions[i].Id, Propensity = isAllowed ? logged.Propensities[next++] : 0 };
        }

        RankedAction chosen = ranking[chosenIndex];
        ranking.AsSpan(0, chosenIndex).CopyTo(ranking.AsSpan(1));
        ranking[0] = chosen;
        ranking.AsSpan(1).Sort(static (left, right) => right.Propensity.CompareTo(left.Propensity) is var order and not 0 ? order : string.CompareOrdinal(left.ActionId, right.ActionId));
        return new Decision
        {
            EventId = logged.EventId,
            LoopName = LoopName,
            ChosenActionId = chosen.ActionId,
            Propensity = chosen.Propensity,
            Ranking = ranking,
            Slots = slots,
            PolicyName = logged.PolicyName,
            ModelVersion = Model.Version,
            Timestamp = logged.Timestamp,
            IsDeferred = !logged.IsActive,
            Issues = issues,
        };
    }

    private async ValueTask<RewardResult> ToResultAsync(RewardRequest request, RewardAppend append, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        RewardStatus status = append.Status;
        ResultIssue? issue = null;
        if (status == RewardStatus.EventUnknown)
            issue = Issue(AdvancedRlErrorCode.EventUnknown, "No event of this id is in the log: it was never decided in this loop and tenant, was forgotten, or was dropped for its age.");
        else if (status == RewardStatus.Learned && options.RewardWindow is not null)
            status = _waits.IsOpen(request.TenantId, request.EventId) ? RewardStatus.Pending : RewardStatus.Late;
        else if (status == RewardStatus.Learned && append.RewardCount > 1)
            (status, issue) = (RewardStatus.Late, Issue(AdvancedRlErrorCode.Unspecified, $"Only the first reward of an event is learnt from at once; set {_optionsName}:RewardWindow to add up several."));
        else if (status == RewardStatus.Learned)
            issue = await Model.LearnAsync(append.Event!, request.Value, cancellationToken).ConfigureAwait(false);
        return new RewardResult { EventId = request.EventId, Status = status, TotalReward = append.Event?.Reward ?? 0, Issues = issue is null ? [] : [issue] };
    }

    private ResultIssue Issue(AdvancedRlErrorCode code, string message) => new() { Code = code, Message = message, Source = LoopName };

    private void Await(LoggedDecision decision, PersonalizationOptions options)
    {
        if (options.RewardWindow is { } window)
            _waits.Add(decision.TenantId, decision.EventId, _services.Time.GetUtcNow() + window);
    }

    /// <summary>Learns from the events whose reward window has closed; called at every decision and reward.</summary>
    private async ValueTask LearnClosedAsync(PersonalizationOptions options, CancellationToken cancellationToken)
    {
        while (_waits.TryTake(_services.Time.GetUtcNow(), out (string TenantId, string EventId) closed))
        {
            LoggedDecision? decision = await _services.Experience.FindAsync(LoopName, closed.TenantId, closed.EventId, cancellationToken).ConfigureAwait(false);
            if (decision is not null && (decision.Reward ?? options.DefaultReward) is { } reward)
                await Model.LearnAsync(decision, reward, cancellationToken).ConfigureAwait(false);
        }
    }
}
