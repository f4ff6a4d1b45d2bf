using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The built-in pattern learner: steps that follow one another in many sessions, with support, confidence, an example and, when asked for, how they go with success; and rules.</summary>
/// <remarks>
/// When so little support is asked for that more patterns than <c>MaxMinedPatterns</c> have it, the support is doubled until they do not, and an issue says so.
/// </remarks>
internal sealed class SequentialPatternLearner(ExtensionContext context) : IPatternLearner
{
    /// <summary>The name it is registered under.</summary>
    public const string Name = "sequential";

    private const int LeastOutcomes = 4;

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
        if (PatternRequests.HasTimes(request) && sequences.Database.Times is null)
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, "Times are constrained, but some session has an activity without a start.");
        SequentialPatternOptions? options = Options(request, sequences.Names);
        var issues = new List<ResultIssue>();
        var patterns = new List<WorkflowPattern>();
        if (options is not null)
        {
            (SequentialPatternSet mined, double support) = Mine(sequences.Database, options, cancellationToken);
            SequentialPattern[] strongest = [.. Strongest(mined, request.MaximumPatterns)];
            PatternContrast[]? contrasts = request.ContrastOutcomes ? Contrast(sequences.Database, sessions, strongest, options, request.Seed, issues, cancellationToken) : null;
            var descriptions = new PatternDescriptions(context.Name, sequences, sessions);
            patterns.AddRange(strongest.Select((pattern, index) => descriptions.Describe(pattern) with { Contrast = contrasts?[index] }));
            if (support > request.MinimumSupport)
                issues.Add(Issue($"Too many patterns have a support of {Text(request.MinimumSupport)}; those of {Text(support)} were learnt."));
            if (mined.Count > request.MaximumPatterns)
                issues.Add(Issue($"The strongest {request.MaximumPatterns} of {mined.Count} patterns are returned."));
            if (request.MinimumRuleConfidence is { } confidence)
                patterns.AddRange(Rules(sequences.Database, support, confidence, cancellationToken).Take(request.MaximumPatterns).Select(descriptions.Describe));
        }

        return new WorkflowPatterns
        {
            Patterns = patterns,
            Confidence = PatternConfidence.OfAll(patterns),
            Domain = SessionScope.DomainOf(sessions),
            ApplicabilityScope = SessionScope.Of(sessions),
            Issues = issues,
        };
    }

    private static IEnumerable<SequentialPattern> Strongest(SequentialPatternSet mined, int most) => mined
        .OrderByDescending(pattern => pattern.Support)
        .ThenByDescending(pattern => pattern.Confidence)
        .Take(most);

    /// <summary>What to mine; null when an activity that every pattern must hold occurs in no session.</summary>
    private SequentialPatternOptions? Options(PatternLearningRequest request, IReadOnlyList<string> names)
    {
        Dictionary<string, int> items = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        if (request.RequiredActivities.Concat(request.Prefix.SelectMany(step => step)).Any(name => !items.ContainsKey(name)))
            return null;
        return new SequentialPatternOptions
        {
            MinimumSupport = request.MinimumSupport,
            ClosedOnly = request.ClosedOnly,
            MaximalOnly = request.MaximalOnly,
            MaximumLength = request.MaximumLength ?? context.GetParameter("MaxLength", 1000),
            MaximumPatterns = context.GetParameter("MaxMinedPatterns", 100_000),
            Prefix = [.. request.Prefix.Select(step => (IReadOnlyList<int>)[.. step.Select(name => items[name])])],
            RequiredItems = [.. request.RequiredActivities.Select(name => items[name])],
            ExcludedItems = [.. request.ExcludedActivities.Where(items.ContainsKey).Select(name => items[name])],
            MinimumGap = request.MinimumGap,
            MaximumGap = request.MaximumGap,
            MaximumSpan = request.MaximumSpan,
            MinimumGapTime = request.MinimumGapTime?.Ticks,
            MaximumGapTime = request.MaximumGapTime?.Ticks,
            MaximumDuration = request.MaximumDuration?.Ticks,
            MaxDegreeOfParallelism = Math.Clamp(context.GetParameter("MaxThreads", 2), 1, 256),
        };
    }

    private static (SequentialPatternSet Patterns, double Support) Mine(SequenceDatabase database, SequentialPatternOptions options, CancellationToken cancellationToken)
    {
        for (double support = options.MinimumSupport; ; support = Math.Min(1, support * 2))
        {
            try
            {
                return (SequentialPatternMiner.Mine(database, options with { MinimumSupport = support }, cancellationToken), support);
            }
            catch (WorkflowException) when (support < 1)
            {
                // Too many patterns: ask for more support.
            }
        }
    }

    private static IReadOnlyList<SequentialRule> Rules(SequenceDatabase database, double minimumSupport, double confidence, CancellationToken cancellationToken)
    {
        for (double support = minimumSupport; ; support = Math.Min(1, support * 2))
        {
            try
            {
                return SequentialRuleMiner.Mine(database, new SequentialRuleOptions { MinimumSupport = support, MinimumConfidence = confidence, MinimumLift = 1, MaximumRules = 100_000 }, cancellationToken);
            }
            catch (WorkflowException) when (support < 1)
            {
                // Too many rules: ask for more support.
            }
        }
    }

    private PatternContrast[]? Contrast(
        SequenceDatabase database, IReadOnlyList<WorkflowSession> sessions, SequentialPattern[] patterns, SequentialPatternOptions options, int seed, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        int[] known = [.. Enumerable.Range(0, sessions.Count).Where(index => sessions[index].Succeeded is not null)];
        bool[] outcomes = [.. known.Select(index => sessions[index].Succeeded!.Value)];
        if (outcomes.Length < LeastOutcomes || outcomes.All(outcome => outcome) || !outcomes.Contains(true))
        {
            issues.Add(Issue($"Success cannot be contrasted with failure: {outcomes.Count(outcome => outcome)} sessions are recorded as successes and {outcomes.Count(outcome => !outcome)} as failures."));
            return null;
        }

        var shows = new ulong[patterns.Length][];
        for (int pattern = 0; pattern < patterns.Length; pattern++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            shows[pattern] = OutcomeContrast.Pack([.. known.Select(index => PatternOccurrences.First(database, index, patterns[pattern].Elements, options) is not null)]);
        }

        return OutcomeContrast.Of(shows, outcomes, context.GetParameter("Permutations", 1000), seed, cancellationToken);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private ResultIssue Issue(string message) => new()
    {
        Code = AdvancedRlErrorCode.SessionsInvalid,
        Severity = IssueSeverity.Information,
        Message = message,
        Source = context.Name,
    };
}
