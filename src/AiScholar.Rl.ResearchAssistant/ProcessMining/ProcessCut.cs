namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How the activities of a log fall into parts.</summary>
/// <param name="Operator">What joins the parts.</param>
/// <param name="Parts">The parts, in order for a sequence; the first of a loop is what is done each time.</param>
internal sealed record ProcessCut(TreeOperator Operator, IReadOnlyList<int[]> Parts)
{
    /// <summary>The part of each activity.</summary>
    public Dictionary<int, int> PartOf() => Parts.Index().SelectMany(part => part.Item.Select(activity => (activity, part.Index))).ToDictionary(pair => pair.activity, pair => pair.Index);
}
