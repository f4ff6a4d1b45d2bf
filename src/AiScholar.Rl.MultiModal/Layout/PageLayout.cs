using System.Runtime.CompilerServices;

namespace AiScholar.Rl.MultiModal;

/// <summary>What the detectors and processors of a page share: its lines, rulings, gutter and usual font size. Computed once a page and held no longer than the page.</summary>
internal sealed class PageLayout
{
    private static readonly ConditionalWeakTable<DocumentPage, PageLayout> Known = new();

    private readonly Lazy<IReadOnlyList<TurnedPage>> _turned;

    private PageLayout(DocumentPage page)
    {
        Page = page;
        Lines = LineBuilder.Build(page.Words);
        Rulings = RulingFinder.Find(page.Paths);
        Gutter = ColumnGutter.Find(Lines, page.Width);
        BodyFontSize = Usual(page.Words);
        _turned = new Lazy<IReadOnlyList<TurnedPage>>(() => TurnedPage.Of(page));
    }

    public DocumentPage Page { get; }

    /// <summary>Upright lines down the page, across its full width.</summary>
    public IReadOnlyList<TextLine> Lines { get; }

    public IReadOnlyList<Ruling> Rulings { get; }

    /// <summary>The x that parts two columns of running text, or null.</summary>
    public double? Gutter { get; }

    /// <summary>The size most letters are set in.</summary>
    public double BodyFontSize { get; }

    /// <summary>Blocks of text that run upwards, downwards or upside down, each in its own frame.</summary>
    public IReadOnlyList<TurnedPage> Turned => _turned.Value;

    public static PageLayout Of(DocumentPage page) => Known.GetValue(page, static page => new PageLayout(page));

    private static double Usual(IReadOnlyList<PageWord> words) => words.Count == 0
        ? 10
        : words.GroupBy(word => Math.Round(word.FontSize * 2) / 2).MaxBy(group => group.Sum(word => word.Text.Length))!.Key;
}
