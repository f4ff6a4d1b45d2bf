using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Chooses among strategies (optimizer and budget) by a personalization loop: algorithm selection (Rice 1976) as a contextual bandit.</summary>
/// <remarks>
/// A schedule earns exp(-gap / <see cref="SuggestionOptions.GapScale"/>) less <see cref="SuggestionOptions.WaitingCost"/> x wait / (wait +
/// <see cref="SuggestionOptions.Patience"/>); the reward of the event mixes that with the user's acceptance. The decision counts once there is a schedule to show.
/// </remarks>
internal sealed class WorkflowSuggestions(
    IServiceProvider services,
    IResearchAssistant assistant,
    ExtensionCatalog<IWorkflowOptimizer> optimizers,
    IOptionsMonitor<SuggestionOptions> options,
    TimeProvider clock) : IWorkflowSuggestions
{
    private const string Usual = "usual";

    private static readonly Dictionary<string, OptimizationStrategy> BuiltIn = new(StringComparer.Ordinal)
    {
        ["instant"] = new() { Optimizer = InstantWorkflowOptimizer.Name },
        ["brief"] = new() { Optimizer = ManagedWorkflowOptimizer.Name, ScheduleBudget = 500 },
        [Usual] = new() { Optimizer = ManagedWorkflowOptimizer.Name, ScheduleBudget = 5_000 },
        ["thorough"] = new() { Optimizer = ManagedWorkflowOptimizer.Name, ScheduleBudget = 50_000 },
        ["exact"] = new() { Optimizer = "cp-sat", TimeBudget = TimeSpan.FromSeconds(10) },
    };

    private IPersonalizer Loop => services.GetKeyedService<IPersonalizer>(options.CurrentValue.LoopName) ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered,
        $"No personalization loop '{options.CurrentValue.LoopName}' chooses strategies; call AddPersonalization(\"{options.CurrentValue.LoopName}\", …), or set ResearchAssistant:Suggestions:LoopName.");

    /// <inheritdoc/>
    public async ValueTask<WorkflowSuggestion> SuggestAsync(WorkflowSuggestionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Workflow, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Context, nameof(request));
        OptimizationRequest asked = request.Optimization ?? new OptimizationRequest();
        OptimizationBudget.Check(asked);
        IPersonalizer loop = Loop;
        SuggestionOptions current = options.CurrentValue;
        WorkflowCompiler.CheckBasics(request.Workflow);
        IReadOnlyDictionary<string, OptimizationStrategy> strategies = Usable(current, request.Workflow.Domain);
        Decision decision = await loop.DecideAsync(new DecisionRequest
        {
            TenantId = request.TenantId,
            UserId = request.UserId,
            EventId = request.EventId,
            Context = SuggestionFeatures.Of(request.Workflow, asked, request.Context),
            Actions = [.. strategies.Keys.Order(StringComparer.Ordinal).Select(name => new DecisionAction { Id = name })],
            BaselineActionId = strategies.ContainsKey(Usual) ? Usual : null,
            DeferActivation = true,
        }, cancellationToken).ConfigureAwait(false);

        OptimizationStrategy strategy = strategies[decision.ChosenActionId];
        long started = clock.GetTimestamp();
        (OptimizedWorkflow schedule, bool isByStrategy) = await OptimizeAsync(request.Workflow, asked, strategy, cancellationToken).ConfigureAwait(false);
        double reward = isByStrategy ? Reward(schedule, clock.GetElapsedTime(started), current) : -current.WaitingCost;
        await loop.ActivateAsync(decision.EventId, request.TenantId, CancellationToken.None).ConfigureAwait(false);
        if (current.AcceptanceWeight == 0)
            await loop.RewardAsync(new RewardRequest { EventId = decision.EventId, TenantId = request.TenantId, Value = reward, RewardId = "schedule" }, CancellationToken.None).ConfigureAwait(false);
        return new WorkflowSuggestion
        {
            EventId = decision.EventId,
            Strategy = decision.ChosenActionId,
            Propensity = decision.Propensity,
            ScheduleReward = reward,
            Schedule = schedule,
        };
    }

    /// <inheritdoc/>
    public ValueTask<RewardResult> ReportAsync(WorkflowSuggestionOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!(outcome.Acceptance is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Acceptance, "An acceptance is 0 for a refusal to 1 for taking all.");
        if (!(outcome.ScheduleReward is >= -1 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome.ScheduleReward, "The schedule's reward is the one its suggestion told, -1 to 1.");
        double weight = options.CurrentValue.AcceptanceWeight;
        return Loop.RewardAsync(
            new RewardRequest
            {
                EventId = outcome.EventId,
                TenantId = outcome.TenantId,
                Value = ((1 - weight) * outcome.ScheduleReward) + (weight * outcome.Acceptance),
                RewardId = weight == 0 ? "schedule" : "acceptance",
            },
            cancellationToken);
    }

    /// <summary>The strategy's schedule or, when its optimizer fails, that of the other optimizers.</summary>
    private async ValueTask<(OptimizedWorkflow Schedule, bool IsByStrategy)> OptimizeAsync(
        ResearchWorkflow workflow, OptimizationRequest asked, OptimizationStrategy strategy, CancellationToken cancellationToken)
    {
        OptimizationRequest request = asked with { Optimizer = strategy.Optimizer, ScheduleBudget = strategy.ScheduleBudget, TimeBudget = strategy.TimeBudget };
        try
        {
            return (await assistant.OptimizeWorkflowAsync(workflow, request, cancellationToken).ConfigureAwait(false), true);
        }
        catch (AdvancedRlException exception) when (exception is not WorkflowException && strategy.Optimizer is not null)
        {
            OptimizedWorkflow other = await assistant.OptimizeWorkflowAsync(workflow, asked with { Optimizer = null, ScheduleBudget = null, TimeBudget = null }, cancellationToken).ConfigureAwait(false);
            return (other with { Issues = [new ResultIssue { Code = exception.ErrorCode, Message = exception.Message, Source = strategy.Optimizer }, .. other.Issues] }, false);
        }
    }

    private static double Reward(OptimizedWorkflow schedule, TimeSpan wait, SuggestionOptions options)
    {
        double gap = double.IsFinite(schedule.Gap) ? Math.Max(0, schedule.Gap) : double.MaxValue;
        double waited = wait / (wait + options.Patience);
        return Math.Exp(-gap / options.GapScale) - (options.WaitingCost * waited);
    }

    private Dictionary<string, OptimizationStrategy> Usable(SuggestionOptions current, string? domain)
    {
        IEnumerable<KeyValuePair<string, OptimizationStrategy>> named = current.Strategies.Count > 0 ? current.Strategies : BuiltIn;
        var there = optimizers.GetAll(domain: domain).Select(handle => handle.Name).ToHashSet(StringComparer.Ordinal);
        var usable = named.Where(pair => pair.Value.Optimizer is null ? there.Count > 0 : there.Contains(pair.Value.Optimizer)).ToDictionary(StringComparer.Ordinal);
        return usable.Count > 0 ? usable : throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered,
            $"No optimizer of the strategies {string.Join(", ", named.Select(pair => pair.Key))} is enabled for this workflow; call AddDefaults() or AddOptimizer() in AddResearchAssistant(…).");
    }
}
