namespace AiScholar.Rl.MultiModal;

/// <summary>Ties captions and mentions to elements.</summary>
internal static class RelationshipFinder
{
    private const double ReferenceConfidence = 0.95;

    public static IReadOnlyList<CrossModalRelationship> Find(IReadOnlyList<FoundElement> elements, IReadOnlyList<TextReference> references)
    {
        var relationships = new List<CrossModalRelationship>();
        var byNumber = new Dictionary<(bool Table, string Number), List<FoundElement>>();
        foreach (FoundElement found in elements)
        {
            if (found.Caption is not { } caption)
                continue;
            relationships.Add(new CrossModalRelationship
            {
                Kind = RelationshipKind.Caption,
                ElementId = found.Element.Id,
                Text = caption.Text,
                PageNumber = caption.PageNumber,
                BoundingBox = caption.BoundingBox,
                Confidence = Math.Clamp(caption.Confidence * found.Element.Confidence, 0, 1),
            });
            var key = (caption.ElementType == VisualElementType.Table, ReferenceFinder.Normalize(caption.Number));
            if (!byNumber.TryGetValue(key, out List<FoundElement>? sharing))
                byNumber.Add(key, sharing = []);
            sharing.Add(found);
        }

        foreach (TextReference reference in references)
        {
            foreach (FoundElement target in byNumber.GetValueOrDefault((reference.ToTable, reference.Number)) ?? [])
            {
                relationships.Add(new CrossModalRelationship
                {
                    Kind = RelationshipKind.Reference,
                    ElementId = target.Element.Id,
                    Text = reference.Text,
                    PageNumber = reference.PageNumber,
                    BoundingBox = reference.BoundingBox,
                    Confidence = ReferenceConfidence * target.Caption!.Confidence,
                });
            }
        }

        return relationships;
    }
}
