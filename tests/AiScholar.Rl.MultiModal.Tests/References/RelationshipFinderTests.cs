namespace AiScholar.Rl.MultiModal.Tests.References;

[Trait("Category", "Unit")]
public sealed class RelationshipFinderTests
{
    [Fact]
    public void Find_ReferenceToAMissingElement_GivesNone() =>
        Assert.Empty(RelationshipFinder.Find([Equation("e1", "3")], [Mention(VisualElementType.Equation, "4", 0.97)]));

    [Fact]
    public void Find_ReferenceToAnEquation_LeadsToItByNumber()
    {
        CrossModalRelationship tie = Assert.Single(RelationshipFinder.Find([Equation("e1", "3"), Equation("e2", "4")], [Mention(VisualElementType.Equation, "4", 0.97)]));

        Assert.Equal((RelationshipKind.Reference, "e2", 2), (tie.Kind, tie.ElementId, tie.PageNumber));
        Assert.InRange(tie.Confidence, 0.8, 1);
    }

    [Fact]
    public void Find_ReferenceToASystem_LeadsToItsFirstLine()
    {
        CrossModalRelationship tie = Assert.Single(RelationshipFinder.Find([Equation("e1", "15a"), Equation("e2", "15b")], [Mention(VisualElementType.Equation, "15", 0.97)]));

        Assert.Equal("e1", tie.ElementId);
    }

    [Fact]
    public void Find_ItemOfAList_IsNoReference() =>
        Assert.Empty(RelationshipFinder.Find([Equation("e1", "1")], [Mention(VisualElementType.Equation, "1", 0.35)]));

    [Fact]
    public void Find_ContinuedTable_IsTiedToItsFirstPartAndReferencesLeadThere()
    {
        FoundElement first = Table("t1", 1, "Table 2: Runs"), second = Table("t2", 2, "Table 2 (continued)");

        IReadOnlyList<CrossModalRelationship> ties = RelationshipFinder.Find([first, second], [Mention(VisualElementType.Table, "2", 0.97)]);

        CrossModalRelationship continuation = Assert.Single(ties, tie => tie.Kind == RelationshipKind.Continuation);
        Assert.Equal(("t1", "t2"), (continuation.ElementId, continuation.SourceElementId));
        Assert.Equal("t1", Assert.Single(ties, tie => tie.Kind == RelationshipKind.Reference).ElementId);
    }

    [Fact]
    public void Find_OneCaptionOverTwoPictures_IsTiedToBoth()
    {
        CaptionText caption = Caption(VisualElementType.Figure, "1", "Figure 1: Both", new BoundingBox(100, 310, 300, 10), 1);
        var left = new FoundElement(Element("f1", VisualElementType.Figure, 1, new BoundingBox(100, 200, 140, 100)), caption);
        var right = new FoundElement(Element("f2", VisualElementType.Figure, 1, new BoundingBox(260, 200, 140, 100)), null);
        var far = new FoundElement(Element("f3", VisualElementType.Figure, 1, new BoundingBox(100, 500, 140, 100)), null);

        IReadOnlyList<CrossModalRelationship> ties = RelationshipFinder.Find([left, right, far], []);

        Assert.Equal(["f1", "f2"], ties.Where(tie => tie.Kind == RelationshipKind.Caption).Select(tie => tie.ElementId));
        Assert.Equal(2, ties.Count(tie => tie.Kind == RelationshipKind.SamePage));
    }

    [Fact]
    public void Find_SupplementaryNumbers_AreTheirOwn()
    {
        FoundElement main = Table("t1", 1, "Table 2: Runs"), extra = new(Element("t2", VisualElementType.Table, 3, new BoundingBox(0, 0, 10, 10)), Caption(VisualElementType.Table, "2", "Supplementary Table 2: More", default, 3, "Supplementary Table 2"));

        IReadOnlyList<CrossModalRelationship> ties = RelationshipFinder.Find([main, extra], [Mention(VisualElementType.Table, "S2", 0.97)]);

        Assert.Equal("t2", Assert.Single(ties, tie => tie.Kind == RelationshipKind.Reference).ElementId);
    }

    [Fact]
    public void Find_OneCaptionForTwoNumbers_AnswersToBoth()
    {
        CaptionText caption = Caption(VisualElementType.Figure, "3", "Figures 3 and 4. Both of them", default, 1, "Figures 3");
        var figure = new FoundElement(Element("f1", VisualElementType.Figure, 1, new BoundingBox(0, 0, 10, 10)), caption);

        IReadOnlyList<CrossModalRelationship> ties = RelationshipFinder.Find([figure], [Mention(VisualElementType.Figure, "3", 0.97), Mention(VisualElementType.Figure, "4", 0.97)]);

        Assert.Equal(2, ties.Count(tie => tie.Kind == RelationshipKind.Reference && tie.ElementId == "f1"));
    }

    private static TextReference Mention(VisualElementType type, string number, double confidence) => new(type, number, "mention", 2, new BoundingBox(1, 1, 5, 5), confidence);

    private static FoundElement Equation(string id, string number) =>
        new(Element(id, VisualElementType.Equation, 1, new BoundingBox(0, 0, 10, 10)) with { Content = new EquationContent { Text = "x", Number = number } }, null);

    private static FoundElement Table(string id, int page, string caption) =>
        new(Element(id, VisualElementType.Table, page, new BoundingBox(0, 0, 10, 10)), Caption(VisualElementType.Table, "2", caption, default, page));

    private static VisualElement Element(string id, VisualElementType type, int page, BoundingBox box) =>
        new() { Id = id, ElementType = type, PageNumber = page, BoundingBox = box, Confidence = 0.9 };

    private static CaptionText Caption(VisualElementType type, string number, string text, BoundingBox box, int page, string? label = null) =>
        new() { Label = label ?? $"Table {number}", ElementType = type, Number = number, Text = text, BoundingBox = box, PageNumber = page, Confidence = 0.9 };
}
