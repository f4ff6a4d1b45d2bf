namespace AiScholar.Rl.Torch;

/// <summary>The relationships that an integrator passes on.</summary>
internal static class FusionRelationships
{
    /// <summary>Those that lead from and to elements that are there, with a finite confidence; an issue says how many others there were.</summary>
    public static (IReadOnlyList<CrossModalRelationship> Kept, IReadOnlyList<ResultIssue> Issues) Keep(VisualFeatures features, string integrator)
    {
        var ids = features.Elements.Select(element => element.Id).ToHashSet(StringComparer.Ordinal);
        var kept = features.Relationships
            .Where(relationship => ids.Contains(relationship.ElementId)
                && (relationship.SourceElementId is null || ids.Contains(relationship.SourceElementId))
                && double.IsFinite(relationship.Confidence))
            .ToList();
        var dropped = features.Relationships.Count - kept.Count;
        return (kept, dropped == 0 ? [] :
        [
            new ResultIssue { Code = AdvancedRlErrorCode.Unspecified, Message = $"{dropped} relationships were left out: they lead to an element that is not there, or their confidence is no number.", Source = integrator },
        ]);
    }
}
