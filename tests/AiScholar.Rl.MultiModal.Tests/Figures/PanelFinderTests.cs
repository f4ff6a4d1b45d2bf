using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Figures;

[Trait("Category", "Unit")]
public sealed class PanelFinderTests
{
    [Fact]
    public void Find_TwoPicturesWithLetters_AreNamedPanels()
    {
        DocumentPage page = new WordPage().Line(100, 98, "(a)").Line(300, 98, "(b)").Image(100, 110, 150, 100).Image(300, 110, 150, 100).Build();

        IReadOnlyList<FigurePanel> panels = PanelFinder.Find(Region(page, new BoundingBox(90, 80, 400, 140)));

        Assert.Equal(["a", "b"], panels.Select(panel => panel.Label));
        Assert.True(panels[0].BoundingBox.Contains(new BoundingBox(100, 110, 150, 100)));
        Assert.True(panels[1].BoundingBox.Contains(new BoundingBox(300, 110, 150, 100)));
        Assert.True(panels[0].BoundingBox.Right < panels[1].BoundingBox.Left);
    }

    [Fact]
    public void Find_PicturesWithoutLetters_AreUnnamedPanels()
    {
        DocumentPage page = new WordPage().Image(100, 110, 150, 100).Image(300, 110, 150, 100).Build();

        Assert.Equal([null, null], PanelFinder.Find(Region(page, new BoundingBox(90, 100, 400, 120))).Select(panel => panel.Label));
    }

    [Fact]
    public void Find_OnePicture_HasNoPanels()
    {
        DocumentPage page = new WordPage().Line(120, 98, "(a)").Image(100, 110, 150, 100).Build();

        Assert.Empty(PanelFinder.Find(Region(page, new BoundingBox(90, 80, 200, 140))));
    }

    [Fact]
    public void Find_LettersOverOnePicture_PartIt()
    {
        DocumentPage page = new WordPage().Line(105, 120, "(a)").Line(305, 120, "(b)").Image(100, 110, 400, 100).Build();

        IReadOnlyList<FigurePanel> panels = PanelFinder.Find(Region(page, new BoundingBox(100, 110, 400, 100)));

        Assert.Equal(["a", "b"], panels.Select(panel => panel.Label));
        Assert.Equal(305, panels[0].BoundingBox.Right, 1);
    }

    private static VisualRegion Region(DocumentPage page, BoundingBox box) =>
        new() { Page = page, BoundingBox = box, SuggestedType = VisualElementType.Figure, Words = page.Words, Images = page.Images, Paths = page.Paths };
}
