namespace AiScholar.Rl;

/// <summary>A Petri net with its start and end: what work may look like. Its behaviour is every firing sequence from the initial to the final marking.</summary>
public sealed record PetriNet
{
    /// <summary>Ids of the places, each once.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>The transitions, each id once.</summary>
    public required IReadOnlyList<PetriTransition> Transitions { get; init; }

    /// <summary>Tokens at the start, by place; 1 to 255.</summary>
    public required IReadOnlyDictionary<string, int> InitialMarking { get; init; }

    /// <summary>Tokens at the end, by place; 1 to 255.</summary>
    public required IReadOnlyDictionary<string, int> FinalMarking { get; init; }
}
