using AiScholar.Rl.Core;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The research assistant: asks the registered optimizers and learners through the extension runtime.</summary>
internal sealed partial class ResearchAssistantService(
    ExtensionCatalog<IWorkflowOptimizer> optimizers,
    ExtensionCatalog<IPatternLearner> learners,
    ExtensionCatalog<IWorkflowConstraintSource> sources,
    ILogger<ResearchAssistantService> logger) : IResearchAssistant
{
    /// <summary>How long a cancelled optimizer gets to hand over its best schedule.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async ValueTask<OptimizedWorkflow> OptimizeWorkflowAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        OptimizationBudget.Check(request);
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<ExtensionHandle<IWorkflowOptimizer>> candidates = request?.Optimizer is { } named ? [optimizers.Get(named)] : optimizers.GetAll(domain: workflow.Domain);
        if (candidates.Count == 0)
            throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, "No workflow optimizer is enabled; call AddDefaults() or AddOptimizer() in AddResearchAssistant(…).");
        var issues = new List<ResultIssue>();
        var rationale = new List<string>();
        (ResearchWorkflow asked, OptimizationRequest? with) = await ContributeAsync(workflow, request, issues, rationale, cancellationToken).ConfigureAwait(false);
        ExtensionOutcome<OptimizedWorkflow> outcome = default;
        foreach (ExtensionHandle<IWorkflowOptimizer> optimizer in candidates)
        {
            outcome = await InvokeAsync(optimizer, asked, with, cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                return Finish(outcome.Value! with { OriginalWorkflow = workflow, OptimizationRationale = [.. outcome.Value!.OptimizationRationale, .. rationale] }, optimizer.Name, issues);
            if (outcome.Exception is OperationCanceledException)
                cancellationToken.ThrowIfCancellationRequested();
            // The workflow itself is at fault: no other optimizer could do better.
            if (outcome.Exception is WorkflowException)
                break;
            issues.Add(outcome.Issue);
        }

        return outcome.GetValueOrThrow();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OptimizationUpdate> StreamOptimizationAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        OptimizationBudget.Check(request);
        return OptimizationStream.RunAsync((with, token) => OptimizeWorkflowAsync(workflow, with, token), request ?? new OptimizationRequest(), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<WorkflowPatterns> LearnPatternsAsync(
        IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        PatternRequests.Check(request);
        SessionShape.Check(sessions);
        request ??= new PatternLearningRequest();
        IReadOnlyList<ExtensionHandle<IPatternLearner>> asked = request.Learner is { } name ? [learners.Get(name)] : learners.GetAll();
        if (asked.Count == 0)
            throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, "No pattern learner is enabled; call AddDefaults() or AddPatternLearner() in AddResearchAssistant(…).");
        var learnt = new List<WorkflowPatterns>();
        var issues = new List<ResultIssue>();
        ExtensionOutcome<WorkflowPatterns> outcome = default;
        foreach (ExtensionHandle<IPatternLearner> learner in asked)
        {
            outcome = await learner.InvokeAsync(
                nameof(IPatternLearner.LearnPatternsAsync),
                async (instance, token) => ResultChecks.Check(await instance.LearnPatternsAsync(sessions, request, token).ConfigureAwait(false), learner.Name),
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (outcome.Succeeded)
                learnt.Add(outcome.Value!);
            else if (outcome.Exception is WorkflowException)
                return outcome.GetValueOrThrow();
            else
                issues.Add(outcome.Issue);
        }

        return learnt.Count == 0 ? outcome.GetValueOrThrow() : LearntPatterns.Join(learnt, sessions, request, issues);
    }

    /// <inheritdoc/>
    public async ValueTask<BestPractices> FindBestPracticesAsync(
        IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        request ??= new BestPracticesRequest();
        BestPracticesRequests.Check(request);
        SessionShape.Check(sessions);
        return await Task.Run(() => BestPracticeLearner.Learn(sessions, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The workflow and request with what the constraint sources of its domain and those for all add.</summary>
    private async ValueTask<(ResearchWorkflow Workflow, OptimizationRequest? Request)> ContributeAsync(
        ResearchWorkflow workflow, OptimizationRequest? request, List<ResultIssue> issues, List<string> rationale, CancellationToken cancellationToken)
    {
        IReadOnlyList<ExtensionHandle<IWorkflowConstraintSource>> asked = sources.GetAll(domain: workflow.Domain);
        if (asked.Count == 0)
            return (workflow, request);
        WorkflowCompiler.CheckBasics(workflow);
        foreach (ExtensionHandle<IWorkflowConstraintSource> source in asked)
        {
            ResearchWorkflow before = workflow;
            OptimizationRequest requested = request ?? new OptimizationRequest();
            ExtensionOutcome<Contributed> outcome = await source.InvokeAsync(
                nameof(IWorkflowConstraintSource.ContributeAsync),
                async (instance, token) =>
                {
                    WorkflowContribution? contribution = await instance.ContributeAsync(before, token).ConfigureAwait(false);
                    if (contribution is null)
                        return new Contributed(before, requested, null);
                    (ResearchWorkflow merged, OptimizationRequest with) = ContributionMerge.Add(before, requested, contribution, source.Name);
                    return new Contributed(merged, with, contribution);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                issues.Add(outcome.Issue);
                continue;
            }

            if (outcome.Value!.Contribution is { } added)
            {
                (workflow, request) = (outcome.Value.Workflow, outcome.Value.Request);
                rationale.AddRange(ContributionMerge.Describe(added, source.Name));
            }
        }

        return (workflow, request);
    }

    /// <summary>Calls one optimizer. The caller's cancellation reaches it directly, so that it can return its best; the call itself is abandoned only after a grace.</summary>
    private async ValueTask<ExtensionOutcome<OptimizedWorkflow>> InvokeAsync(
        ExtensionHandle<IWorkflowOptimizer> optimizer, ResearchWorkflow workflow, OptimizationRequest? request, CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource();
        using CancellationTokenRegistration registration = cancellationToken.Register(() => grace.CancelAfter(CancellationGrace));
        try
        {
            return await optimizer.InvokeAsync(
                nameof(IWorkflowOptimizer.OptimizeAsync),
                async (instance, token) =>
                {
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
                    return ResultChecks.Check(await instance.OptimizeAsync(workflow, request, either.Token).ConfigureAwait(false), optimizer.Name);
                },
                request?.TimeBudget + optimizer.Options.Timeout,
                grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private OptimizedWorkflow Finish(OptimizedWorkflow optimized, string optimizer, List<ResultIssue> issues)
    {
        LogOptimized(logger, optimizer, optimized.OptimizedTasks.Count, optimized.EfficiencyImprovement, optimized.Gap, optimized.ExecutionTime.TotalMilliseconds);
        ResearchAssistantTelemetry.OnOptimized(optimizer, optimized);
        return optimized with
        {
            OptimizerName = optimized.OptimizerName is { Length: > 0 } name ? name : optimizer,
            Issues = [.. issues, .. optimized.Issues ?? []],
        };
    }

    [LoggerMessage(1, LogLevel.Debug, "Optimizer '{Optimizer}' scheduled {Tasks} tasks: improvement {Improvement:F4}, gap {Gap:F4}, {Milliseconds:F1} ms")]
    private static partial void LogOptimized(ILogger logger, string optimizer, int tasks, double improvement, double gap, double milliseconds);

    private sealed record Contributed(ResearchWorkflow Workflow, OptimizationRequest Request, WorkflowContribution? Contribution);
}
