namespace AiScholar.Rl.Evaluation.References;

/// <summary>How many of a paper's links of one type were found: a predicted link is right when an unmatched true one leads to the same number on the same page and their spans meet.</summary>
public readonly record struct LinkScore(int Truth, int Predicted, int Matched)
{
    private const double Slack = 3;

    public double F1 => Truth + Predicted > 0 ? 2.0 * Matched / (Truth + Predicted) : 1;

    /// <summary>Matches one to one. <paramref name="missed"/> and <paramref name="wrong"/> take what stays unmatched.</summary>
    public static LinkScore Of(IReadOnlyList<ElementLink> truth, IReadOnlyList<ElementLink> predicted, List<ElementLink>? missed = null, List<ElementLink>? wrong = null)
    {
        ILookup<(int, string), ElementLink> byNumber = truth.ToLookup(link => (link.Page, link.Number));
        var taken = new HashSet<ElementLink>(ReferenceEqualityComparer.Instance);
        foreach (ElementLink link in predicted)
        {
            ElementLink? match = byNumber[(link.Page, link.Number)].Concat(FirstLine(link) is { } system ? byNumber[(link.Page, system)] : [])
                .Where(candidate => !taken.Contains(candidate) && candidate.Box.Inflate(Slack).Intersect(link.Box) is not null && (candidate.TargetPage == 0 || candidate.TargetPage == link.TargetPage))
                .MinBy(candidate => Math.Abs(candidate.Box.CenterX - link.Box.CenterX) + Math.Abs(candidate.Box.CenterY - link.Box.CenterY));
            if (match is null)
                wrong?.Add(link);
            else
                taken.Add(match);
        }

        missed?.AddRange(truth.Where(link => !taken.Contains(link)));
        return new LinkScore(truth.Count, predicted.Count, taken.Count);
    }

    /// <summary>A link to a system (15) leads to its first line, (15a): the number without that letter, or null.</summary>
    private static string? FirstLine(ElementLink link) => link.Type == VisualElementType.Equation && link.Number.EndsWith('A') && link.Number.Length > 1 ? link.Number[..^1] : null;
}
