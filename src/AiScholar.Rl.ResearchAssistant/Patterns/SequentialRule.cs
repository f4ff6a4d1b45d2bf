namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A rule that a <see cref="SequentialRuleMiner"/> found: when all items of the antecedent have occurred, in any order, all of the consequent follow, in any order.</summary>
public sealed record SequentialRule
{
    /// <summary>The items before, ascending.</summary>
    public required IReadOnlyList<int> Antecedent { get; init; }

    /// <summary>The items after, ascending.</summary>
    public required IReadOnlyList<int> Consequent { get; init; }

    /// <summary>How many sequences show the rule.</summary>
    public required int Support { get; init; }

    /// <summary>How many sequences hold the antecedent.</summary>
    public required int AntecedentSupport { get; init; }

    /// <summary>Of the sequences that hold the antecedent, the part that shows the rule, 0 to 1.</summary>
    public double Confidence => (double)Support / AntecedentSupport;

    /// <summary>The confidence as a multiple of the part of all sequences that hold the consequent; above 1 the antecedent makes it likelier.</summary>
    public required double Lift { get; init; }

    /// <summary>Index of the first sequence that shows it.</summary>
    public required int FirstSequence { get; init; }
}
