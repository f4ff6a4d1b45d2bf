using AiScholar.Rl.Evaluation.References;
using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class LinkTruthTests
{
    [Theory]
    [InlineData("(12)", "equation", "12")]
    [InlineData("(60b)", "equation", "60B")]
    [InlineData("III.", "table", "3")]
    [InlineData("3(a)", "figure", "3")]
    [InlineData("3a,", "figure", "3")]
    [InlineData(".8.", "figure", "8")]
    [InlineData("A.2", "equation", "A.2")]
    [InlineData("none", "figure", null)]
    public void Normalize_PrintedNumber_IsOneForm(string printed, string type, string? expected) => Assert.Equal(expected, ElementLink.Normalize(new VisualElementType(type), printed));

    [Fact]
    public void Read_LinkToAFigure_GivesItsPrintedNumberAndPlace()
    {
        ElementLink link = Assert.Single(LinkTruth.Read(Pdf()));

        Assert.Equal((1, VisualElementType.Figure, "3"), (link.Page, link.Type, link.Number));
        Assert.Equal(100, link.Box.Left, 1);
    }

    [Fact]
    public void Strip_DocumentWithLinks_HasTheSameTextAndNoAnnotations()
    {
        byte[] stripped = PdfAnnotationStripper.Strip(Pdf());

        Assert.Equal(1, LinkTruth.Annotations(Pdf()));
        Assert.Equal(0, LinkTruth.Annotations(stripped));
        Assert.Equal(LinkTruth.Text(Pdf()), LinkTruth.Text(stripped));
    }

    [Fact]
    public void Of_PredictedTwice_MatchesOnce()
    {
        ElementLink truth = Link(100, 2), again = Link(102, 2), elsewhere = Link(300, 2), otherPage = Link(100, 4);

        LinkScore score = LinkScore.Of([truth], [truth with { }, again, elsewhere, otherPage]);

        Assert.Equal(new LinkScore(1, 4, 1), score);
        Assert.Equal(0.4, score.F1, 1e-12);
    }

    private static ElementLink Link(double x, int target) => new(1, new BoundingBox(x, 100, 10, 10), VisualElementType.Figure, "3", target);

    private static byte[] Pdf() => RawPdf.Create(
        RawPdf.Text(70, 500, "Fig.") + RawPdf.Text(102, 500, "3"),
        page: "/Annots [ << /Type /Annot /Subtype /Link /Rect [100 496 112 512] /Border [0 0 0] /A << /S /GoTo /D (figure.caption.3) >> >> ]");
}
