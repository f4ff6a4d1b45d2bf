using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Puts what was mined into words.</summary>
/// <param name="learner">The learner's name.</param>
/// <param name="sequences">What was mined.</param>
/// <param name="sessions">The sessions behind it.</param>
internal sealed class PatternDescriptions(string learner, SessionSequences sequences, IReadOnlyList<WorkflowSession> sessions)
{
    /// <summary>A sequential pattern.</summary>
    public WorkflowPattern Describe(SequentialPattern pattern)
    {
        IReadOnlyList<string>[] steps = [.. pattern.Elements.Select(Names)];
        string text = string.Join(" → ", steps.Select(step => string.Join(" + ", step)));
        string share = Share(pattern.Support);
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
            Example = Example(pattern),
            Learner = learner,
        };
    }

    /// <summary>A sequential rule.</summary>
    public WorkflowPattern Describe(SequentialRule rule)
    {
        IReadOnlyList<string> before = Names(rule.Antecedent), after = Names(rule.Consequent);
        return new WorkflowPattern
        {
            Kind = PatternKind.Rule,
            Steps = [before, after],
            Description = string.Create(CultureInfo.InvariantCulture, $"After {string.Join(" and ", before)}, {string.Join(" and ", after)} follows in {rule.Confidence:P0} of the sessions, {rule.Lift:0.00} times as often as overall; in {Share(rule.Support)}."),
            Support = (double)rule.Support / sessions.Count,
            SupportCount = rule.Support,
            Confidence = rule.Confidence,
            Lift = rule.Lift,
            ExampleSessionId = sessions[rule.FirstSequence].Id,
            Learner = learner,
        };
    }

    private PatternOccurrence Example(SequentialPattern pattern)
    {
        WorkflowSession session = sessions[pattern.FirstSequence];
        bool hasTimes = session.Activities.All(activity => activity.Start is not null);
        DateTimeOffset[] times = hasTimes ? [.. session.Activities.Select(activity => activity.Start!.Value).Distinct().Order()] : [];
        return new PatternOccurrence
        {
            SessionId = session.Id,
            Positions = pattern.FirstOccurrence,
            Times = hasTimes ? [.. pattern.FirstOccurrence.Select(position => times[position])] : [],
        };
    }

    private IReadOnlyList<string> Names(IReadOnlyList<int> items) => [.. items.Select(item => sequences.Names[item])];

    private string Share(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} of {sessions.Count} sessions ({(double)count / sessions.Count:P0})");
}
