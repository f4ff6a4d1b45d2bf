using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Looks, before a page is read, at how its forms (drawings within drawings; ISO 32000-1, 8.10) draw one another. A form that draws itself would overflow the stack, which no process survives,
/// and forms that draw each other many times can take for ever.
/// </summary>
/// <remarks>Any name of a form in a stream counts as drawing it, whatever operator follows. Names are looked up in a form's own resources and then in those around it, as PdfPig does.</remarks>
internal sealed class FormNesting
{
    private const int MaxDepth = 64;
    private const int MaxVisits = 100_000;
    private const double MaxDrawn = 5_000_000;

    private readonly IPdfTokenScanner _scanner;
    private readonly ILookupFilterProvider _filters;
    private readonly Dictionary<IndirectReference, StreamToken?> _forms = [];
    private readonly Dictionary<IndirectReference, Dictionary<string, int>> _names = [];
    private readonly List<IReadOnlyDictionary<string, IndirectReference>> _scopes = [];
    private readonly HashSet<IndirectReference> _open = [];
    private int _visits;

    private FormNesting(IPdfTokenScanner scanner, ILookupFilterProvider filters)
    {
        _scanner = scanner;
        _filters = filters;
    }

    /// <summary>Lets pages of a document be checked; once a document.</summary>
    public static void Prepare(PdfDocument document) => document.AddPageFactory(new Factory(document.Structure.TokenScanner, document.Structure.FilterProvider));

    /// <summary>Fails when the forms of a page nest without end, deeper than 64, or draw more than five million forms.</summary>
    /// <exception cref="DocumentException">They do.</exception>
    public static void Check(PdfDocument document, int number)
    {
        if (!document.GetPage<Verdict>(number).IsSound)
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, $"Page {number} is left out: its form objects draw each other without end.");
    }

    private bool IsSound(DictionaryToken page, IEnumerable<DictionaryToken> inherited)
    {
        foreach (DictionaryToken resources in inherited)
            _scopes.Add(FormsOf(resources));
        if (page.TryGet(NameToken.Resources, _scanner, out DictionaryToken? own))
            _scopes.Add(FormsOf(own));
        if (_scopes.All(scope => scope.Count == 0))
            return true;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (StreamToken stream in Contents(page))
            Count(stream, names);
        return Drawn(names) <= MaxDrawn;
    }

    /// <summary>How many forms the named ones draw, themselves included.</summary>
    private double Drawn(Dictionary<string, int> names)
    {
        double drawn = 0;
        foreach ((string name, int count) in names)
        {
            if (Resolve(name) is not { } reference || Form(reference) is not { } form)
                continue;
            if (++_visits > MaxVisits || _open.Count >= MaxDepth || !_open.Add(reference))
                return double.PositiveInfinity;
            _scopes.Add(form.StreamDictionary.TryGet(NameToken.Resources, _scanner, out DictionaryToken? resources) ? FormsOf(resources) : []);
            drawn += count * (1 + Drawn(NamesIn(reference, form)));
            _scopes.RemoveAt(_scopes.Count - 1);
            _open.Remove(reference);
            if (drawn > MaxDrawn)
                break;
        }

        return drawn;
    }

    private IndirectReference? Resolve(string name)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out IndirectReference reference))
                return reference;
        }

        return null;
    }

    private Dictionary<string, int> NamesIn(IndirectReference reference, StreamToken form)
    {
        if (!_names.TryGetValue(reference, out Dictionary<string, int>? names))
        {
            _names.Add(reference, names = new Dictionary<string, int>(StringComparer.Ordinal));
            Count(form, names);
        }

        return names;
    }

    private void Count(StreamToken stream, Dictionary<string, int> names)
        => ContentNames.Count(stream.Decode(_filters, _scanner).Span, names);

    private IEnumerable<StreamToken> Contents(DictionaryToken page)
    {
        if (page.TryGet(NameToken.Contents, _scanner, out StreamToken? single))
            return [single];
        if (!page.TryGet(NameToken.Contents, _scanner, out ArrayToken? parts))
            return [];
        return parts.Data.OfType<IndirectReferenceToken>().Select(part => _scanner.Get(part.Data)?.Data).OfType<StreamToken>();
    }

    /// <summary>The references of resources that are forms, by name.</summary>
    private Dictionary<string, IndirectReference> FormsOf(DictionaryToken? resources)
    {
        var forms = new Dictionary<string, IndirectReference>(StringComparer.Ordinal);
        if (resources is null || !resources.TryGet(NameToken.Xobject, _scanner, out DictionaryToken? objects))
            return forms;
        foreach ((string name, IToken value) in objects.Data)
        {
            if (value is IndirectReferenceToken reference && Form(reference.Data) is not null)
                forms[name] = reference.Data;
        }

        return forms;
    }

    private StreamToken? Form(IndirectReference reference)
    {
        if (!_forms.TryGetValue(reference, out StreamToken? form))
        {
            form = _scanner.Get(reference)?.Data as StreamToken;
            if (form is not null && form.StreamDictionary.TryGet(NameToken.Subtype, _scanner, out NameToken? kind) && kind.Data == "Image")
                form = null;
            _forms.Add(reference, form);
        }

        return form;
    }

    private sealed record Verdict(bool IsSound);

    private sealed class Factory(IPdfTokenScanner scanner, ILookupFilterProvider filters) : IPageFactory<Verdict>
    {
        public Verdict Create(int number, DictionaryToken dictionary, PageTreeMembers pageTreeMembers, NamedDestinations namedDestinations)
            => new(new FormNesting(scanner, filters).IsSound(dictionary, pageTreeMembers.ParentResources));
    }
}
