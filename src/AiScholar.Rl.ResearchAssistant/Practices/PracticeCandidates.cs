namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Lists what sessions can be told apart by.</summary>
internal static class PracticeCandidates
{
    /// <summary>An attribute of more values than this is no practice but a name or a note.</summary>
    public const int MaximumValues = 20;

    /// <summary>The practices with enough sessions on both sides, in an order that does not hang on the order of the sessions.</summary>
    public static List<PracticeCandidate> Of(IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest request, IReadOnlySet<string> confounders)
    {
        var candidates = new Dictionary<PracticeCondition, double[]>();
        for (int i = 0; i < sessions.Count; i++)
        {
            foreach (PracticeCondition condition in Conditions(sessions[i], request, confounders))
            {
                if (!candidates.TryGetValue(condition, out double[]? follows))
                    candidates.Add(condition, follows = new double[sessions.Count]);
                follows[i] = 1;
            }
        }

        double least = request.MinimumSupport * sessions.Count;
        HashSet<string> wide = [.. candidates.Keys.Where(condition => condition.Kind == PracticeConditionKind.Attribute)
            .GroupBy(condition => condition.Subject, StringComparer.Ordinal).Where(values => values.Count() > MaximumValues).Select(values => values.Key)];
        return [.. candidates
            .Where(pair => pair.Key.Kind != PracticeConditionKind.Attribute || !wide.Contains(pair.Key.Subject))
            .Select(pair => new PracticeCandidate([pair.Key], pair.Value))
            .Where(candidate => candidate.Count >= least && sessions.Count - candidate.Count >= least)
            .OrderBy(candidate => candidate.Conditions[0].Kind)
            .ThenBy(candidate => candidate.Conditions[0].Subject, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Conditions[0].Value, StringComparer.Ordinal)];
    }

    /// <summary>Whether a session meets a condition.</summary>
    public static bool Holds(WorkflowSession session, PracticeCondition condition)
    {
        switch (condition.Kind)
        {
            case PracticeConditionKind.Activity:
                return session.Activities.Any(activity => activity.Name == condition.Subject);
            case PracticeConditionKind.Order:
                int[] first = [.. new[] { condition.Subject, condition.Value }.Select(name => session.Activities.ToList().FindIndex(activity => activity.Name == name))];
                return first[0] >= 0 && first[0] < first[1];
            case PracticeConditionKind.Attribute:
                return session.Attributes.TryGetValue(condition.Subject, out string? value) && value == condition.Value;
            default:
                return session.Activities.Any(activity => activity.Resources.Contains(condition.Subject));
        }
    }

    private static IEnumerable<PracticeCondition> Conditions(WorkflowSession session, BestPracticesRequest request, IReadOnlySet<string> confounders)
    {
        string[] activities = [.. session.Activities.Select(activity => activity.Name).Distinct(StringComparer.Ordinal)];
        foreach (PracticeConditionKind kind in request.Kinds.Distinct())
        {
            switch (kind)
            {
                case PracticeConditionKind.Activity:
                    foreach (string activity in activities)
                        yield return new PracticeCondition { Kind = kind, Subject = activity };
                    break;
                case PracticeConditionKind.Order:
                    for (int first = 0; first < activities.Length; first++)
                    {
                        for (int second = first + 1; second < activities.Length; second++)
                            yield return new PracticeCondition { Kind = kind, Subject = activities[first], Value = activities[second] };
                    }

                    break;
                case PracticeConditionKind.Attribute:
                    foreach ((string name, string value) in session.Attributes)
                    {
                        if (!confounders.Contains(name))
                            yield return new PracticeCondition { Kind = kind, Subject = name, Value = value };
                    }

                    break;
                default:
                    foreach (string resource in session.Activities.SelectMany(activity => activity.Resources).Distinct(StringComparer.Ordinal))
                        yield return new PracticeCondition { Kind = kind, Subject = resource };
                    break;
            }
        }
    }
}
