namespace AiScholar.Rl.MultiModal;

/// <summary>What was found in a document so far.</summary>
internal sealed class DocumentDraft
{
    private readonly List<FoundElement> _elements = [];
    private readonly List<TextReference> _references = [];

    public List<PageSummary> Pages { get; } = [];

    public List<PageText> Texts { get; } = [];

    public List<ResultIssue> Issues { get; } = [];

    public IEnumerable<VisualElement> Elements => _elements.Select(found => found.Element);

    public void Add(DocumentPage page, PageDraft draft)
    {
        Pages.Add(new PageSummary { Number = page.Number, Width = page.Width, Height = page.Height, WordCount = page.Words.Count });
        Texts.Add(draft.Text);
        Issues.AddRange(page.Issues);
        Issues.AddRange(draft.Issues);
        _elements.AddRange(draft.Elements);
        _references.AddRange(draft.References);
    }

    public VisualFeatures ToVisualFeatures()
    {
        VisualElement[] elements = [.. Elements];
        Dictionary<string, ReadOnlyMemory<float>> features = elements
            .GroupBy(element => element.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => LayoutDescriptor.Of(group.First(), Pages), StringComparer.Ordinal);
        return new VisualFeatures
        {
            Elements = elements,
            ElementFeatures = features,
            GlobalFeatures = LayoutDescriptor.Pool(features.Values, Pages.Count),
            Relationships = RelationshipFinder.Find(_elements, _references),
            Issues = Issues,
        };
    }
}
