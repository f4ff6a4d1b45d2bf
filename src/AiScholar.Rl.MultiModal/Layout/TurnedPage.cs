using System.Diagnostics.CodeAnalysis;

namespace AiScholar.Rl.MultiModal;

/// <summary>The words of a page that run in one turned direction, laid out in their own frame as a page of upright text.</summary>
internal sealed class TurnedPage
{
    private const int FewestWords = 12;
    private readonly Dictionary<PageWord, PageWord> _shown = new(ReferenceEqualityComparer.Instance);

    private TurnedPage(DocumentPage page, QuarterTurn turn, IEnumerable<PageWord> words)
    {
        Turn = turn;
        var own = new List<PageWord>();
        foreach (PageWord word in words)
        {
            PageWord upright = turn.Own(word);
            own.Add(upright);
            _shown[upright] = word;
        }

        Layout = PageLayout.Of(page with
        {
            Width = turn.Width,
            Height = turn.Height,
            Words = own,
            Paths = [.. page.Paths.Select(turn.Own)],
            Images = [.. page.Images.Select(image => image with { BoundingBox = turn.Own(image.BoundingBox) })],
        });
        Captions = [.. CaptionFinder.Find(Layout).Select(caption => (caption, caption with { BoundingBox = turn.Shown(caption.BoundingBox) }))];
    }

    public QuarterTurn Turn { get; }

    /// <summary>The layout of the turned text in its own frame.</summary>
    public PageLayout Layout { get; }

    /// <summary>The captions among the turned text: in their own frame and as they stand on the page.</summary>
    public IReadOnlyList<(CaptionText Own, CaptionText Shown)> Captions { get; }

    /// <summary>A page for each turned direction that a dozen words run in: less are the names of axes and the like.</summary>
    public static IReadOnlyList<TurnedPage> Of(DocumentPage page)
    {
        if (page.Words.Count < FewestWords || page.Words.Count(word => word.Rotation != 0) < FewestWords)
            return [];
        return [.. page.Words
            .Where(word => word.Rotation != 0)
            .GroupBy(QuarterTurn.Direction)
            .Where(group => group.Key is 90 or 180 or 270 && group.Count() >= FewestWords)
            .OrderBy(group => group.Key)
            .Select(group => new TurnedPage(page, new QuarterTurn(group.Key!.Value, page.Width, page.Height), group))];
    }

    /// <summary>What the turned text's own frame holds that stands on the page; captions must be among <paramref name="captions"/> to count.</summary>
    public PageRegions Find(IReadOnlyList<CaptionText> captions)
    {
        var given = new HashSet<CaptionText>(captions, ReferenceEqualityComparer.Instance);
        PageRegions own = RegionFinder.Find(Layout, [.. Captions.Where(pair => given.Contains(pair.Shown)).Select(pair => pair.Own)]);
        return new PageRegions(
            [.. own.Tables.Select(table => table with { Box = Turn.Shown(table.Box), Words = [.. table.Words.Select(word => _shown[word])], Caption = Shown(table.Caption) })],
            [.. own.Figures.Where(figure => figure.Caption is not null).Select(figure => figure with { Box = Turn.Shown(figure.Box), Caption = Shown(figure.Caption) })],
            []);
    }

    [return: NotNullIfNotNull(nameof(caption))]
    private CaptionText? Shown(CaptionText? caption) => caption is null ? null : Captions.First(pair => ReferenceEquals(pair.Own, caption)).Shown;
}
