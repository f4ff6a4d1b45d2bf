using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Learns how team size, communication and the distribution of tasks go with success: one regression of success on all of them, so that each
/// effect is told with the others held equal.
/// </summary>
/// <remarks>Sessions of a person alone and those of no known outcome are left out. Effects are associations in recorded work, not proven causes; <see cref="IPracticeTrials"/> can prove them.</remarks>
internal sealed class CollaborationPatternLearner(ExtensionContext context) : IPatternLearner
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "collaboration";

    private const int FewestOutcomes = 10;
    private const double FewestKnown = 0.5;

    public async ValueTask<WorkflowPatterns> LearnPatternsAsync(
        IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        PatternRequests.Check(request);
        return await Task.Run(() => Learn(sessions, request ?? new PatternLearningRequest(), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private WorkflowPatterns Learn(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest request, CancellationToken cancellationToken)
    {
        WorkflowSession[] teams = [.. sessions.Where(session => session.CollaborationData is { TeamSize: > 1 } && session.Succeeded is not null)];
        double[] outcomes = [.. teams.Select(session => session.Succeeded == true ? 1.0 : 0)];
        double succeeded = outcomes.Sum();
        if (Math.Min(succeeded, outcomes.Length - succeeded) < FewestOutcomes)
        {
            return Result([], teams, sessions,
                $"{teams.Length} sessions of teams have a known outcome, {succeeded} of them a success; at least {FewestOutcomes} successes and {FewestOutcomes} failures are needed.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        DesignMatrix design = Confounders.Columns([.. teams.Select(session => session with { CollaborationData = null })], Confounders.AttributesOf(teams, new BestPracticesRequest()));
        string[] confounders = Confounders.Names(design);
        List<(TeamMeasure Measure, int Column, double[] Values)> columns = [];
        foreach (TeamMeasure measure in TeamMeasure.All)
        {
            double[] values = [.. teams.Select(measure.Of)];
            double[] known = [.. values.Where(double.IsFinite)];
            if (known.Length < FewestKnown * teams.Length || known.Distinct().Count() < 2)
                continue;
            double mean = known.Average();
            columns.Add((measure, design.Add(measure.Name, [.. values.Select(value => double.IsFinite(value) ? value : mean)]), values));
            if (known.Length < values.Length)
                design.Add($"{measure.Name} = unknown", [.. values.Select(value => double.IsFinite(value) ? 0.0 : 1)]);
        }

        LogisticFit fit = LogisticRegression.Fit(design, outcomes);
        WorkflowPattern[] patterns = [.. columns
            .Where(entry => !double.IsNaN(fit.Estimates[entry.Column]))
            .Select(entry => Describe(entry.Measure, entry.Column, entry.Values, fit, teams, outcomes, sessions.Count,
                [.. confounders, .. columns.Where(other => other.Column != entry.Column).Select(other => other.Measure.Name)]))
            .OrderByDescending(pattern => pattern.Confidence)
            .Take(request.MaximumPatterns)];
        return Result(patterns, teams, sessions, columns.Count == 0 ? "Teams differ in nothing that is recorded." : null);
    }

    private WorkflowPattern Describe(
        TeamMeasure measure, int column, double[] values, LogisticFit fit, WorkflowSession[] teams, double[] outcomes, int sessions, string[] adjustedFor)
    {
        const double Level = 0.95;
        (double lower, double upper) = fit.Interval(column, Level);
        double pValue = fit.PValue(column);
        var effect = new EffectEstimate
        {
            Measure = $"odds ratio of success, {measure.Step}",
            Value = Math.Exp(fit.Estimates[column]),
            LowerBound = Math.Exp(lower),
            UpperBound = Math.Exp(upper),
            ConfidenceLevel = Level,
            PValue = pValue,
            SampleCount = teams.Length,
            AdjustedFor = adjustedFor,
        };
        int known = values.Count(double.IsFinite);
        return new WorkflowPattern
        {
            Kind = measure.Kind,
            Description = Sentence(measure, effect, values, outcomes),
            Support = (double)known / sessions,
            SupportCount = known,
            Confidence = Math.Clamp(1 - pValue, 0, 1),
            ExampleSessionId = teams[Array.FindIndex(values, double.IsFinite)].Id,
            Effect = effect,
            Learner = context.Name,
        };
    }

    private static string Sentence(TeamMeasure measure, EffectEstimate effect, double[] values, double[] outcomes)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i])).OrderBy(i => values[i])];
        int third = Math.Max(1, order.Length / 3);
        double low = order.Take(third).Average(i => outcomes[i]), high = order.TakeLast(third).Average(i => outcomes[i]);
        string verdict = effect.LowerBound > 1 ? "goes with more success" : effect.UpperBound < 1 ? "goes with less success" : "shows no sure effect";
        return string.Create(CultureInfo.InvariantCulture,
            $"More {measure.Name} {verdict}: with {measure.Step} the odds of success are multiplied by {effect.Value:0.00} ({effect.ConfidenceLevel:P0} interval {effect.LowerBound:0.00} to {effect.UpperBound:0.00}); the third of the sessions with the least succeeded in {low:P0}, that with the most in {high:P0}.");
    }

    private WorkflowPatterns Result(IReadOnlyList<WorkflowPattern> patterns, WorkflowSession[] teams, IReadOnlyList<WorkflowSession> sessions, string? message) => new()
    {
        Patterns = patterns,
        Confidence = patterns.Count == 0 ? 0 : patterns.Average(pattern => pattern.Confidence),
        Domain = SessionScope.DomainOf(sessions),
        ApplicabilityScope = SessionScope.Of(teams),
        Issues = message is null ? [] : [new ResultIssue { Code = AdvancedRlErrorCode.SessionsInvalid, Severity = IssueSeverity.Information, Message = message, Source = context.Name }],
    };
}
