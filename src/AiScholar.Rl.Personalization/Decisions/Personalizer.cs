using System.Diagnostics;
using AiScholar.Rl.Core;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Personalization;

/// <summary>The loop: decides by its policy, logs before it answers, learns from rewards.</summary>
internal sealed partial class Personalizer : IPersonalizer, IDisposable
{
    private const double MaxReward = 1e9;

    private readonly string _optionsName;
    private readonly PersonalizationServices _services;
    private readonly DecisionSampler _sampler;
    private readonly DecisionLearner _learner;
    private readonly LoadGate _gate = new();
    private readonly Apprenticeship _apprenticeship;
    private readonly ILogger _logger;

    public Personalizer(string loopName, ExtensionHandle<IDecisionPolicy> policy, ExtensionHandle<IDecisionPolicy>? shadow, PersonalizationServices services)
    {
        LoopName = loopName;
        Policy = new PolicyRunner(policy);
        Shadow = shadow is null ? null : new ShadowPolicy(new PolicyRunner(shadow));
        _services = services;
        _optionsName = PersonalizationBuilderDefaultsExtensions.OptionsName(loopName);
        _sampler = new DecisionSampler(services.SeedOf(loopName));
        _logger = services.CreateLogger<Personalizer>();
        Encoders = new LoopEncoders(services.FeatureOptions.Get(_optionsName));
        Waits = new RewardWaits(services.Time, OnWindowClosed);
        _learner = new DecisionLearner(Encoders, Policy, Shadow, new ModelCheckpoint(loopName, Policy, services));
        _apprenticeship = new Apprenticeship(Policy, Encoders, new DecisionSampler(services.SeedOf(loopName + "/apprentice")));
    }

    public string LoopName { get; }

    internal PolicyRunner Policy { get; }

    internal ShadowPolicy? Shadow { get; }

    internal LoopEncoders Encoders { get; }

    internal RewardWaits Waits { get; }

    internal RecentInputs Recent => _learner.Recent;

    private PersonalizationOptions Options => _services.Options.Get(_optionsName);

    public async ValueTask<Decision> DecideAsync(DecisionRequest request, CancellationToken cancellationToken = default)
    {
        using LoadGate.Pass pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        PersonalizationOptions options = Options;
        DecisionRequestRules.Check(request, options, _optionsName);
        using Activity? activity = PersonalizationTelemetry.Source.StartActivity("Decide");
        await LearnClosedAsync(options, cancellationToken).ConfigureAwait(false);

        DecisionAction[] allowed = Allowed(request);
        var issues = new List<ResultIssue>();
        string? userKey = _services.Pseudonyms.Of(request.TenantId, request.UserId);
        PolicyInput input = Encoders.EncodeNext(request.Context, allowed, userKey, issues);
        double[] distribution = new double[allowed.Length];
        await Policy.FillAsync(input, distribution, issues, cancellationToken).ConfigureAwait(false);

        int baseline = request.BaselineActionId is { } id ? Array.FindIndex(allowed, action => action.Id == id) : -1;
        int slotCount = Math.Min(request.SlotCount, allowed.Length);
        double[] own = distribution;
        DecisionTrace? trace = null;
        LoggedSlot[] slots;
        if (options.Mode == LoopMode.Apprentice)
        {
            slots = SlateSampler.InOrder(Math.Max(baseline, 0), slotCount);
            distribution = new double[allowed.Length];
            distribution[slots[0].ActionIndex] = 1;
        }
        else
        {
            if (Guardrail.IsSet(options))
                _learner.Guardrail.Apply(distribution = [.. own], baseline, options);
            slots = await SlateSampler.DrawAsync(Policy, input, distribution, slotCount, _sampler, issues, cancellationToken).ConfigureAwait(false);
            trace = await TraceAsync(input, own, slots[0].ActionIndex, options, cancellationToken).ConfigureAwait(false);
        }

        LoggedDecision logged = ToLog(request, allowed, distribution, slots, userKey);
        if (trace is { } kept)
            _learner.Traces.Add(logged.TenantId, logged.EventId, kept);
        await _services.Experience.AppendDecisionAsync(logged, cancellationToken).ConfigureAwait(false);
        if (slots.Length == 1)
            _learner.Recent.Add(logged, input);
        if (logged.IsActive)
        {
            Await(logged, options);
            if (options.Mode == LoopMode.Apprentice)
                await _apprenticeship.OnDecisionAsync(input, own, logged.ChosenIndex, options, cancellationToken).ConfigureAwait(false);
        }

        _learner.Counters.OnDecision();
        PersonalizationTelemetry.OnDecision(LoopName, slots[0].Propensity);
        return DecisionResults.Of(request, logged, slots, Policy.Version, issues);
    }

    public async ValueTask<RewardResult> RewardAsync(RewardRequest request, CancellationToken cancellationToken = default)
    {
        using LoadGate.Pass pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
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
                Slot = request.Slot,
                Timestamp = _services.Time.GetUtcNow(),
            }, cancellationToken).ConfigureAwait(false);
        RewardResult result = await ToResultAsync(request, append, options, cancellationToken).ConfigureAwait(false);
        if (result.Status == RewardStatus.Late)
            _learner.Counters.OnLate();
        PersonalizationTelemetry.OnReward(LoopName, result.Status, request.Value);
        return result;
    }

    public async ValueTask<bool> ActivateAsync(string eventId, string tenantId = "", CancellationToken cancellationToken = default)
    {
        using LoadGate.Pass pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        PersonalizationOptions options = Options;
        DecisionRequestRules.CheckId(eventId, "event id", options, _optionsName, optional: false);
        LoggedDecision? activated = await _services.Experience.ActivateAsync(LoopName, tenantId, eventId, cancellationToken).ConfigureAwait(false);
        if (activated is null)
            return false;
        Await(activated, options);
        if (options.Mode == LoopMode.Apprentice)
            await _apprenticeship.OnActivatedAsync(activated, options, cancellationToken).ConfigureAwait(false);
        if (options.RewardWindow is null && activated.Reward is not null && LearnsFromRewards(options))
            await _learner.LearnClosedAsync(activated, options, cancellationToken).ConfigureAwait(false);
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

    public async ValueTask<DecisionExplanation> ExplainAsync(DecisionRequest request, string? actionId = null, CancellationToken cancellationToken = default)
    {
        using LoadGate.Pass pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        DecisionRequestRules.Check(request, Options, _optionsName);
        string? userKey = _services.Pseudonyms.Of(request.TenantId, request.UserId);
        return await DecisionExplainer.ExplainAsync(Encoders, Policy, request.Context, Allowed(request), userKey, actionId, cancellationToken).ConfigureAwait(false);
    }

    public LoopStatistics GetStatistics()
    {
        PersonalizationOptions options = Options;
        (long decisions, long late, long rewarded, double? mean) = _learner.Counters.Read();
        return new LoopStatistics
        {
            LoopName = LoopName,
            Mode = options.Mode,
            PolicyName = Policy.Name,
            ModelVersion = Policy.Version,
            Decisions = decisions,
            RewardedEvents = rewarded,
            MeanReward = mean,
            LateRewards = late,
            OpenWindows = Waits.Count,
            Apprentice = _apprenticeship.Tracker.GetStatistics(),
            Shadow = Shadow?.GetStatistics(),
            Guardrail = Guardrail.IsSet(options) ? _learner.Guardrail.GetStatistics() : null,
            FeatureDrifts = [.. Encoders.Contexts.GetDrifts(isContext: true), .. Encoders.Actions.GetDrifts(isContext: false)],
        };
    }

    public ValueTask<long> ForgetUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default) =>
        UserData.ForgetAsync(_services, userId, tenantId, cancellationToken);

    public IAsyncEnumerable<LoggedDecision> ExportUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default) =>
        UserData.ExportAsync(_services, userId, tenantId, cancellationToken);

    public async ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        using LoadGate.Pass pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        await PersonalizerState.SaveAsync(this, _services, destination, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) =>
        PersonalizerState.LoadAsync(this, _gate, _services, source, cancellationToken);

    public void Dispose()
    {
        Waits.Dispose();
        _gate.Dispose();
    }

    private static bool LearnsFromRewards(PersonalizationOptions options) =>
        options.Mode == LoopMode.Online || options.ApprenticeLearning == ApprenticeLearning.Rewards;

    private static DecisionAction[] Allowed(DecisionRequest request)
    {
        DecisionAction[] allowed = request.ExcludedActionIds.Count == 0
            ? [.. request.Actions]
            : [.. request.Actions.Where(action => !request.ExcludedActionIds.Contains(action.Id))];
        return allowed.Length > 0 ? allowed : throw DecisionRequestRules.Invalid("Every action is excluded; at least one must remain.");
    }

    private async ValueTask<DecisionTrace?> TraceAsync(PolicyInput input, double[] own, int chosen, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        if (Shadow is null)
            return Guardrail.IsSet(options) ? new DecisionTrace(own[chosen], 0) : null;
        double[] shadow = new double[own.Length];
        await Shadow.Runner.FillAsync(input, shadow, [], cancellationToken).ConfigureAwait(false);
        Shadow.OnDecision(own, shadow);
        return new DecisionTrace(own[chosen], shadow[chosen]);
    }

    private LoggedDecision ToLog(DecisionRequest request, DecisionAction[] allowed, double[] distribution, LoggedSlot[] slots, string? userKey)
    {
        DateTimeOffset now = _services.Time.GetUtcNow();
        return new LoggedDecision
        {
            EventId = request.EventId ?? EventIds.Create(now),
            LoopName = LoopName,
            TenantId = request.TenantId,
            UserKey = userKey,
            Context = request.Context,
            Actions = allowed,
            Propensities = distribution,
            ChosenIndex = slots[0].ActionIndex,
            Slots = slots.Length > 1 ? slots : [],
            BaselineActionId = request.BaselineActionId,
            PolicyName = Policy.Name,
            Timestamp = now,
            IsActive = !request.DeferActivation,
        };
    }

    private async ValueTask<RewardResult> ToResultAsync(RewardRequest request, RewardAppend append, PersonalizationOptions options, CancellationToken cancellationToken)
    {
        RewardStatus status = append.Status;
        ResultIssue? issue = null;
        if (status == RewardStatus.EventUnknown)
            issue = Issue(AdvancedRlErrorCode.EventUnknown, "No event of this id is in the log: it was never decided in this loop and tenant, was forgotten, or was dropped for its age.");
        else if (status == RewardStatus.Learned && !LearnsFromRewards(options))
            status = RewardStatus.LoggedOnly;
        else if (status == RewardStatus.Learned && options.RewardWindow is not null)
            status = Waits.IsOpen(request.TenantId, request.EventId) ? RewardStatus.Pending : RewardStatus.Late;
        else if (status == RewardStatus.Learned && append.RewardCount > 1)
            (status, issue) = (RewardStatus.Late, Issue(AdvancedRlErrorCode.Unspecified, $"Only the first reward of an event or slot is learnt from at once; set {_optionsName}:RewardWindow to add up several."));
        else if (status == RewardStatus.Learned)
            issue = await _learner.LearnAsync(append.Event!, request.Slot, request.Value, options, cancellationToken).ConfigureAwait(false);
        return new RewardResult { EventId = request.EventId, Status = status, TotalReward = append.Event?.Reward ?? 0, Issues = issue is null ? [] : [issue] };
    }

    private ResultIssue Issue(AdvancedRlErrorCode code, string message) => new() { Code = code, Message = message, Source = LoopName };

    private void Await(LoggedDecision decision, PersonalizationOptions options)
    {
        if (options.RewardWindow is { } window)
            Waits.Add(decision.TenantId, decision.EventId, _services.Time.GetUtcNow() + window);
    }

    /// <summary>Learns from the events whose reward window has closed; a timer calls it, and every decision and reward.</summary>
    private async ValueTask LearnClosedAsync(PersonalizationOptions options, CancellationToken cancellationToken)
    {
        if (options.RewardWindow is null && Waits.Count == 0)
            return;
        while (Waits.TryTake(_services.Time.GetUtcNow(), out (string TenantId, string EventId) closed))
        {
            LoggedDecision? decision = await _services.Experience.FindAsync(LoopName, closed.TenantId, closed.EventId, cancellationToken).ConfigureAwait(false);
            if (decision is not null && LearnsFromRewards(options))
                await _learner.LearnClosedAsync(decision, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private void OnWindowClosed() => _ = LearnInBackgroundAsync();

    private async Task LearnInBackgroundAsync()
    {
        try
        {
            using LoadGate.Pass pass = await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
            await LearnClosedAsync(Options, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogBackgroundFailure(_logger, LoopName, exception.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Loop '{Loop}': learning from closed reward windows failed with {ExceptionType}; the next call tries again")]
    private static partial void LogBackgroundFailure(ILogger logger, string loop, string exceptionType);
}
