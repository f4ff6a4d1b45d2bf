using System.Collections;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Patterns, packed; each is unpacked when it is read.</summary>
/// <remarks>In the order of the search: a pattern before the patterns that extend it. Safe to read from many threads.</remarks>
public sealed class SequentialPatternSet : IReadOnlyList<SequentialPattern>
{
    private readonly List<int> _tokens = [];
    private readonly List<Header> _headers = [];

    private readonly SequenceDatabase _database;
    private readonly SequentialPatternOptions _options;

    internal SequentialPatternSet(SequenceDatabase database, SequentialPatternOptions options) => (_database, _options) = (database, options);

    /// <inheritdoc/>
    public int Count => _headers.Count;

    /// <inheritdoc/>
    public SequentialPattern this[int index]
    {
        get
        {
            Header header = _headers[index];
            var elements = new List<IReadOnlyList<int>>();
            var element = new List<int>();
            for (int i = header.Start; i < header.Start + header.Length; i++)
            {
                int token = _tokens[i];
                if (token < 0 && element.Count > 0)
                {
                    elements.Add([.. element]);
                    element.Clear();
                }

                element.Add(token < 0 ? ~token : token);
            }

            elements.Add([.. element]);
            return new SequentialPattern
            {
                Elements = elements,
                Support = header.Support,
                PrefixSupport = header.PrefixSupport,
                FirstSequence = header.FirstSequence,
                FirstOccurrence = PatternOccurrences.First(_database, header.FirstSequence, elements, _options) ?? [],
            };
        }
    }

    /// <inheritdoc/>
    public IEnumerator<SequentialPattern> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a pattern; the token that opens an element is complemented. <paramref name="names"/> turns tokens into items.</summary>
    internal void Add(ReadOnlySpan<int> tokens, int[] names, int support, int prefixSupport, int firstSequence)
    {
        _headers.Add(new Header(_tokens.Count, tokens.Length, support, prefixSupport, firstSequence));
        foreach (int token in tokens)
            _tokens.Add(token < 0 ? ~names[~token] : names[token]);
    }

    /// <summary>The support of a pattern, without unpacking it.</summary>
    internal int SupportOf(int index) => _headers[index].Support;

    /// <summary>The tokens of a pattern, in the caller's items; the one that opens an element is complemented.</summary>
    internal ReadOnlySpan<int> TokensOf(int index) => CollectionsMarshal.AsSpan(_tokens).Slice(_headers[index].Start, _headers[index].Length);

    /// <summary>Adds all patterns of another set.</summary>
    internal void Append(SequentialPatternSet other)
    {
        int start = _tokens.Count;
        _tokens.AddRange(other._tokens);
        foreach (Header header in other._headers)
            _headers.Add(header with { Start = header.Start + start });
    }

    /// <summary>Keeps the patterns of some numbers, in their order.</summary>
    internal void Keep(IReadOnlyList<int> numbers)
    {
        Header[] kept = [.. numbers.Select(number => _headers[number])];
        _headers.Clear();
        _headers.AddRange(kept);
    }

    private readonly record struct Header(int Start, int Length, int Support, int PrefixSupport, int FirstSequence);
}
