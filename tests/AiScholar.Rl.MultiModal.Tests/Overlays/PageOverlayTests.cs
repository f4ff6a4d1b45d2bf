using System.Xml.Linq;

namespace AiScholar.Rl.MultiModal.Tests.Overlays;

[Trait("Category", "Unit")]
public sealed class PageOverlayTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_AllLayers_HasAGroupForEach()
    {
        XElement svg = XElement.Parse(PageOverlay.ToSvg(Analysis(), OverlayLayers.All));

        Assert.Equal(["page", "words", "reading-order", "structure", "elements", "relationships"], svg.Elements(Svg + "g").Select(group => group.Attribute("id")!.Value));
        Assert.Equal(2, Group(svg, "words").Elements().Count());
        Assert.Equal("10,15 60,15", Group(svg, "reading-order").Element(Svg + "polyline")!.Attribute("points")!.Value);
        Assert.Equal(2, Group(svg, "structure").Elements(Svg + "rect").Count());
        Assert.Equal("table Table 1 0.75", Group(svg, "elements").Element(Svg + "text")!.Value);
        Assert.Single(Group(svg, "relationships").Elements(Svg + "line"));
    }

    [Fact]
    public void ToSvg_NoLayer_ShowsThePageAlone()
        => Assert.Equal(["page"], XElement.Parse(PageOverlay.ToSvg(Analysis(), OverlayLayers.None)).Elements(Svg + "g").Select(group => group.Attribute("id")!.Value));

    [Fact]
    public void ToSvg_HostileText_StaysText()
    {
        XElement svg = XElement.Parse(PageOverlay.ToSvg(Analysis("<script>\u0001&\uFFFF")));

        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "<script>&");
        Assert.Empty(svg.Descendants(Svg + "script"));
    }

    [Fact]
    public void ToSvg_Picture_IsDrawnBelow()
    {
        var picture = new RasterImage { Width = 2, Height = 1, Pixels = new byte[] { 255, 0, 0, 255, 0, 0, 255, 255 } };

        XElement svg = XElement.Parse(PageOverlay.ToSvg(Analysis(), picture: picture));

        string href = Assert.Single(svg.Descendants(Svg + "image")).Attribute("href")!.Value;
        byte[] png = Convert.FromBase64String(href["data:image/png;base64,".Length..]);
        using SkiaSharp.SKBitmap read = SkiaSharp.SKBitmap.Decode(png);
        Assert.Equal(new SkiaSharp.SKColor(255, 0, 0), read.GetPixel(0, 0));
        Assert.Equal(new SkiaSharp.SKColor(0, 0, 255), read.GetPixel(1, 0));
    }

    private static XElement Group(XElement svg, string id) => svg.Elements(Svg + "g").Single(group => group.Attribute("id")!.Value == id);

    private static PageAnalysis Analysis(string word = "Alpha") => new()
    {
        Page = new DocumentPage
        {
            Number = 1,
            Width = 200,
            Height = 100,
            Words = [new PageWord { Text = word, BoundingBox = new BoundingBox(0, 10, 20, 10) }, new PageWord { Text = "beta", BoundingBox = new BoundingBox(50, 10, 20, 10) }],
        },
        Elements =
        [
            new VisualElement
            {
                Id = "t",
                ElementType = VisualElementType.Table,
                BoundingBox = new BoundingBox(10, 40, 100, 40),
                PageNumber = 1,
                Confidence = 0.75,
                Label = "Table 1",
                Content = new TableContent
                {
                    RowCount = 1,
                    ColumnCount = 2,
                    Cells = [new TableCell { Row = 0, Column = 0, Text = "a", BoundingBox = new BoundingBox(10, 40, 50, 40) }, new TableCell { Row = 0, Column = 1, Text = "b", BoundingBox = new BoundingBox(60, 40, 50, 40) }],
                },
            },
        ],
        Relationships = [new CrossModalRelationship { Kind = RelationshipKind.Reference, ElementId = "t", PageNumber = 1, BoundingBox = new BoundingBox(0, 10, 20, 10), Confidence = 1 }],
    };
}
