namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>A connection of two shapes by their numbers, and at which ends it has an arrowhead.</summary>
public readonly record struct GraphEdge(int From, int To, bool HeadAtFrom, bool HeadAtTo)
{
    /// <summary>Written in one way: a head at one end points from first to second; without that the lower number is first.</summary>
    public GraphEdge Canonical() => HeadAtFrom == HeadAtTo
        ? From <= To ? this : new GraphEdge(To, From, HeadAtFrom, HeadAtTo)
        : HeadAtTo ? this : new GraphEdge(To, From, false, true);
}
