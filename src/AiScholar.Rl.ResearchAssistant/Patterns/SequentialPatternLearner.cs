using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The built-in pattern learner: steps that follow one another in many sessions, with support and confidence.</summary>
/// <remarks>
/// When so little support is asked for that more patterns than <c>MaxMinedPatterns</c> have it, the support is doubled until they do not, and an issue says so.
/// </remarks>
internal sealed class SequentialPatternLearner(ExtensionContext context) : IPatternLearner
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "sequential";

    /// <inheritdoc/>
    public async ValueTask<WorkflowPatterns> LearnPatternsAsync(
        IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        PatternRequests.Check(request);
        return await Task.Run(() => Learn(sessions, request ?? new PatternLearningRequest(), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private WorkflowPatterns Learn(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest request, CancellationToken cancellationToken)
    {
        SessionSequences sequences = SessionSequences.From(
            sessions, new SessionLimits { MaxSessions = context.GetParameter("MaxSessions", 100_000), MaxActivities = context.GetParameter("MaxActivities", 10_000) });
        (SequentialPatternSet mined, double support) = Mine(sequences.Database, request, cancellationToken);
        WorkflowPattern[] patterns = [.. mined
            .OrderByDescending(pattern => pattern.Support)
            .ThenByDescending(pattern => pattern.Confidence)
            .Take(request.MaximumPatterns)
            .Select(pattern => Describe(pattern, sequences.Names, sessions))];
        var issues = new List<ResultIssue>();
        if (support > request.MinimumSupport)
            issues.Add(Issue($"Too many patterns have a support of {request.MinimumSupport.ToString(CultureInfo.InvariantCulture)}; those of {support.ToString(CultureInfo.InvariantCulture)} were learnt."));
        if (mined.Count > request.MaximumPatterns)
            issues.Add(Issue($"The strongest {request.MaximumPatterns} of {mined.Count} patterns are returned."));
        return new WorkflowPatterns
        {
            Patterns = patterns,
            Confidence = PatternConfidence.OfAll(patterns),
            Domain = SessionScope.DomainOf(sessions),
            ApplicabilityScope = SessionScope.Of(sessions),
            Issues = issues,
        };
    }

    private (SequentialPatternSet Patterns, double Support) Mine(SequenceDatabase database, PatternLearningRequest request, CancellationToken cancellationToken)
    {
        for (double support = request.MinimumSupport; ; support = Math.Min(1, support * 2))
        {
            try
            {
                return (SequentialPatternMiner.Mine(database, new SequentialPatternOptions
                {
                    MinimumSupport = support,
                    ClosedOnly = request.ClosedOnly,
                    MaximumLength = request.MaximumLength ?? context.GetParameter("MaxLength", 100),
                    MaximumPatterns = context.GetParameter("MaxMinedPatterns", 100_000),
                }, cancellationToken), support);
            }
            catch (WorkflowException) when (support < 1)
            {
                // Too many patterns: ask for more support.
            }
        }
    }

    private WorkflowPattern Describe(SequentialPattern pattern, IReadOnlyList<string> names, IReadOnlyList<WorkflowSession> sessions)
    {
        IReadOnlyList<string>[] steps = [.. pattern.Elements.Select(element => (IReadOnlyList<string>)[.. element.Select(item => names[item])])];
        string text = string.Join(" → ", steps.Select(step => string.Join(" + ", step)));
        string share = string.Create(CultureInfo.InvariantCulture, $"{pattern.Support} of {sessions.Count} sessions ({(double)pattern.Support / sessions.Count:P0})");
        return new WorkflowPattern
        {
            Kind = PatternKind.Sequence,
            Steps = steps,
            Description = steps.Length == 1
                ? $"{text}: in {share}."
                : string.Create(CultureInfo.InvariantCulture, $"{text}: in {share}; of the sessions that get to the last step's predecessor, {pattern.Confidence:P0} go on with it."),
            Support = (double)pattern.Support / sessions.Count,
            SupportCount = pattern.Support,
            Confidence = pattern.Confidence,
            ExampleSessionId = sessions[pattern.FirstSequence].Id,
            Learner = context.Name,
        };
    }

    private ResultIssue Issue(string message) => new()
    {
        Code = AdvancedRlErrorCode.SessionsInvalid,
        Severity = IssueSeverity.Information,
        Message = message,
        Source = context.Name,
    };
}
