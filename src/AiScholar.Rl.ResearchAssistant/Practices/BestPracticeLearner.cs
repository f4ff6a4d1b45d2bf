namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds best practices: lists what sessions do, tests each by a regression that holds the rest equal, and reports those that survive control of the false-discovery rate.</summary>
/// <remarks>Practices to follow and practices to avoid are two families of one-sided tests, each controlled by itself.</remarks>
internal static class BestPracticeLearner
{
    private const int FewestOutcomes = 10;
    private const int Examples = 5;

    public static BestPractices Learn(IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest request, CancellationToken cancellationToken)
    {
        WorkflowSession[] judged = [.. sessions.Where(session => session.Succeeded is not null)];
        double[] outcomes = [.. judged.Select(session => session.Succeeded == true ? 1.0 : 0)];
        double succeeded = outcomes.Sum();
        if (Math.Min(succeeded, outcomes.Length - succeeded) < FewestOutcomes)
        {
            return Result([], 0, judged, [], request,
                $"{judged.Length} sessions have a known outcome, {succeeded} of them a success; at least {FewestOutcomes} successes and {FewestOutcomes} failures are needed to learn practices.");
        }

        HashSet<string> attributes = Confounders.AttributesOf(judged, request);
        List<PracticeCandidate> candidates = PracticeCandidates.Of(judged, request, attributes);
        DesignMatrix confounders = Confounders.Columns(judged, attributes);
        string[] names = Confounders.Names(confounders);
        List<PracticeTest> tests = PracticeTests.Run(candidates, confounders, outcomes, cancellationToken);
        if (request.MaximumConditions > 1)
            tests.AddRange(Subgroups(judged, outcomes, candidates, attributes, request, cancellationToken));
        int untold = tests.RemoveAll(test => !test.IsIdentified);
        List<BestPractice> practices = [.. Report(tests, PracticeDirection.Follow, judged, outcomes, names, request), .. Report(tests, PracticeDirection.Avoid, judged, outcomes, names, request)];
        return Result([.. practices.OrderBy(practice => practice.AdjustedPValue).ThenBy(practice => practice.Id, StringComparer.Ordinal)], tests.Count, judged, names, request,
            untold == 0 ? null : $"{untold} practices could not be told apart from others or from what was held equal.");
    }

    /// <summary>Joint practices: looked for in one half, tested on the other.</summary>
    private static List<PracticeTest> Subgroups(
        WorkflowSession[] sessions, double[] outcomes, List<PracticeCandidate> candidates, HashSet<string> attributes, BestPracticesRequest request, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, sessions.Length)];
        new Random(request.Seed).Shuffle(order);
        int[] search = order[..(order.Length / 2)], check = order[(order.Length / 2)..];
        List<IReadOnlyList<PracticeCondition>> found = SubgroupSearch.Find(
            [.. candidates.Select(candidate => candidate.At(search))], Confounders.Columns([.. search.Select(i => sessions[i])], attributes), [.. search.Select(i => outcomes[i])], request, cancellationToken);
        Dictionary<PracticeCondition, PracticeCandidate> single = candidates.ToDictionary(candidate => candidate.Conditions[0], candidate => candidate.At(check));
        DesignMatrix confounders = Confounders.Columns([.. check.Select(i => sessions[i])], attributes);
        double[] checkOutcomes = [.. check.Select(i => outcomes[i])];
        return [.. found.SelectMany(conditions => PracticeTests.Run(
            [conditions.Select(condition => single[condition]).Aggregate((all, next) => all.And(next))], confounders, checkOutcomes, cancellationToken))];
    }

    private static IEnumerable<BestPractice> Report(
        List<PracticeTest> tests, PracticeDirection direction, WorkflowSession[] sessions, double[] outcomes, string[] confounders, BestPracticesRequest request)
    {
        double[] pValues = [.. tests.Select(test => test.PValue(direction))];
        double[] adjusted = FalseDiscovery.Adjust(pValues);
        for (int i = 0; i < tests.Count; i++)
        {
            if (adjusted[i] <= request.FalseDiscoveryRate)
                yield return Describe(tests[i], direction, adjusted[i], sessions, outcomes, confounders, request.ConfidenceLevel);
        }
    }

    private static BestPractice Describe(
        PracticeTest test, PracticeDirection direction, double adjusted, WorkflowSession[] sessions, double[] outcomes, string[] confounders, double level)
    {
        (double lower, double upper) = test.Fit.Interval(test.Column, level);
        (double difference, double error) = test.Fit.MarginalEffect(test.Design, test.Column);
        double half = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + level) / 2) * error;
        double[] follows = FollowsAll(test.Candidate, sessions);
        string[] others = [.. confounders, .. Enumerable.Range(1, test.Design.Columns - 1).Where(column => column != test.Column).Select(test.Design.NameOf)
            .Where(name => !confounders.Contains(name.Split(" = ")[0]))];
        int with = (int)follows.Sum(), without = sessions.Length - with;
        double succeeded = System.Numerics.Tensors.TensorPrimitives.Dot<double>(follows, outcomes);
        var practice = new BestPractice
        {
            Id = PracticeText.IdOf(test.Candidate.Conditions),
            Conditions = test.Candidate.Conditions,
            Direction = direction,
            Advice = "",
            OddsRatio = new EffectEstimate
            {
                Measure = "odds ratio of success",
                Value = Math.Exp(test.Fit.Estimates[test.Column]),
                LowerBound = Math.Exp(lower),
                UpperBound = Math.Exp(upper),
                ConfidenceLevel = level,
                PValue = test.PValue(),
                SampleCount = test.Design.Rows,
                AdjustedFor = others,
            },
            RiskDifference = new EffectEstimate
            {
                Measure = "difference of the probability of success",
                Value = difference,
                LowerBound = Math.Max(-1, difference - half),
                UpperBound = Math.Min(1, difference + half),
                ConfidenceLevel = level,
                PValue = test.PValue(),
                SampleCount = test.Design.Rows,
                AdjustedFor = others,
            },
            AdjustedPValue = adjusted,
            SessionsWith = with,
            SessionsWithout = without,
            SuccessWith = with == 0 ? 0 : succeeded / with,
            SuccessWithout = without == 0 ? 0 : (outcomes.Sum() - succeeded) / without,
            ExampleSessionIds = [.. sessions.Where((_, i) => follows[i] == 1 && outcomes[i] == (direction == PracticeDirection.Follow ? 1 : 0)).Take(Examples).Select(session => session.Id)],
        };
        return practice with { Advice = PracticeText.Advise(practice) };
    }

    /// <summary>Which of all sessions follow a practice; one found in a half was tested on fewer.</summary>
    private static double[] FollowsAll(PracticeCandidate candidate, WorkflowSession[] sessions) => candidate.Follows.Length == sessions.Length
        ? candidate.Follows
        : [.. sessions.Select(session => candidate.Conditions.All(condition => PracticeCandidates.Holds(session, condition)) ? 1.0 : 0)];

    private static BestPractices Result(
        IReadOnlyList<BestPractice> practices, int tested, WorkflowSession[] sessions, string[] confounders, BestPracticesRequest request, string? message) => new()
    {
        Practices = practices,
        TestedCount = tested,
        SessionCount = sessions.Length,
        FalseDiscoveryRate = request.FalseDiscoveryRate,
        Confounders = confounders,
        ApplicabilityScope = SessionScope.Of(sessions),
        Issues = message is null ? [] : [new ResultIssue { Code = AdvancedRlErrorCode.SessionsInvalid, Severity = IssueSeverity.Information, Message = message, Source = "best-practices" }],
    };
}
