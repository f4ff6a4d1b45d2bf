namespace AiScholar.Rl.MultiModal;

/// <summary>Ties captions, mentions and elements to one another, with the whole document in view.</summary>
internal static class RelationshipFinder
{
    private const double Accepted = 0.5;
    private const double PartOfSystem = 0.85;
    private const double ByNeighbour = 0.6;

    public static IReadOnlyList<CrossModalRelationship> Find(IReadOnlyList<FoundElement> elements, IReadOnlyList<TextReference> references)
    {
        var relationships = new List<CrossModalRelationship>();
        foreach (FoundElement found in elements)
        {
            foreach (CaptionText caption in new[] { found.Caption, found.Legend }.OfType<CaptionText>())
                relationships.Add(CaptionOf(found.Element, caption, Math.Clamp(caption.Confidence * found.Element.Confidence, 0, 1)));
        }

        foreach ((FoundElement element, CaptionText caption) in SharedCaptions.Find(elements))
            relationships.Add(CaptionOf(element.Element, caption, ByNeighbour * caption.Confidence));
        Dictionary<(VisualElementType, string), List<NumberedElement>> numbered = NumberedElement.Index(elements);
        AddContinuations(numbered, relationships);
        AddSamePage(elements, relationships);
        foreach (TextReference reference in references)
            AddReference(numbered, reference, relationships);
        return relationships;
    }

    private static CrossModalRelationship CaptionOf(VisualElement element, CaptionText caption, double confidence) => new()
    {
        Kind = RelationshipKind.Caption,
        ElementId = element.Id,
        Text = caption.Text,
        PageNumber = caption.PageNumber,
        BoundingBox = caption.BoundingBox,
        Confidence = confidence,
    };

    /// <summary>The parts of one numbered element on later pages, each tied to the first.</summary>
    private static void AddContinuations(Dictionary<(VisualElementType, string), List<NumberedElement>> numbered, List<CrossModalRelationship> relationships)
    {
        foreach (List<NumberedElement> parts in numbered.Values)
        {
            NumberedElement first = parts[0];
            foreach (NumberedElement part in parts.Skip(1).Where(part => part.IsContinuation && part.Element.PageNumber >= first.Element.PageNumber))
            {
                relationships.Add(new CrossModalRelationship
                {
                    Kind = RelationshipKind.Continuation,
                    ElementId = first.Element.Id,
                    SourceElementId = part.Element.Id,
                    Text = part.Element.Caption ?? "",
                    Confidence = Math.Min(first.Confidence, part.Confidence),
                });
            }
        }
    }

    /// <summary>Figures and tables of one page, each tied to the next one down the page.</summary>
    private static void AddSamePage(IReadOnlyList<FoundElement> elements, List<CrossModalRelationship> relationships)
    {
        foreach (IGrouping<int, VisualElement> page in elements.Select(found => found.Element).Where(element => element.ElementType != VisualElementType.Equation).GroupBy(element => element.PageNumber))
        {
            VisualElement[] ordered = [.. page.OrderBy(element => element.BoundingBox.Top).ThenBy(element => element.BoundingBox.Left)];
            for (int i = 1; i < ordered.Length; i++)
            {
                relationships.Add(new CrossModalRelationship
                {
                    Kind = RelationshipKind.SamePage,
                    ElementId = ordered[i].Id,
                    SourceElementId = ordered[i - 1].Id,
                    Confidence = Math.Min(ordered[i].Confidence, ordered[i - 1].Confidence),
                });
            }
        }
    }

    private static void AddReference(Dictionary<(VisualElementType, string), List<NumberedElement>> numbered, TextReference reference, List<CrossModalRelationship> relationships)
    {
        double confidence = reference.Confidence;
        if (!numbered.TryGetValue((reference.Target, reference.Number), out List<NumberedElement>? targets))
        {
            if (reference.Target != VisualElementType.Equation || !numbered.TryGetValue((reference.Target, reference.Number + "A"), out targets))
                return;
            confidence *= PartOfSystem;
        }

        NumberedElement target = targets.OrderByDescending(part => !part.IsContinuation).ThenByDescending(part => part.Score).First();
        if (confidence < Accepted)
            return;
        relationships.Add(new CrossModalRelationship
        {
            Kind = RelationshipKind.Reference,
            ElementId = target.Element.Id,
            Text = reference.Text,
            PageNumber = reference.PageNumber,
            BoundingBox = reference.BoundingBox,
            Confidence = Math.Clamp(confidence * Math.Sqrt(target.Confidence), 0, 1),
        });
    }
}
