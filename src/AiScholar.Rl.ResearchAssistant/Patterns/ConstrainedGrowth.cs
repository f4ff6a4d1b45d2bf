using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Grows patterns whose elements must stand within given distances or times. Under such constraints the earliest match does not stand for all, so every
/// occurrence is kept, as its first and its last element.
/// </summary>
/// <remarks>
/// Pattern growth as in Pei, Han and Wang, "Constraint-based sequential pattern mining: the pattern-growth methods" (2007), over occurrence lists as in cSPADE (Zaki 2000): the
/// constraints hold for every prefix of a pattern that they hold for, so a support never grows.
/// </remarks>
internal sealed class ConstrainedGrowth(SequenceDatabase database, SequentialPatternOptions options, PatternSelection selection)
{
    private readonly List<int> _pattern = [];
    private readonly List<int> _prefixSupports = [];
    private readonly int[] _names = [.. database.Items.Distinct().Order()];

    /// <summary>Runs the search for the first items that <paramref name="roots"/> hands out.</summary>
    public void Run(PatternRoots roots, CancellationToken cancellationToken)
    {
        List<(int Item, List<Match> Matches)> first = Frequent(Starts());
        while (roots.Next(first.Count) is int root and >= 0)
        {
            selection.Start(root);
            Visit(first[root].Item, isNewElement: true, first[root].Matches, database.Count, cancellationToken);
        }
    }

    private void Visit(int item, bool isNewElement, List<Match> matches, int prefixSupport, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int support = Support(matches);
        if (support < selection.MinimumCount)
            return;
        if (isNewElement)
            _prefixSupports.Add(prefixSupport);
        _pattern.Add(isNewElement ? ~item : item);
        if (selection.MayGrow(CollectionsMarshal.AsSpan(_pattern), _names))
        {
            selection.Add(CollectionsMarshal.AsSpan(_pattern), _names, support, _prefixSupports[^1], matches[0].Sequence);
            if (_pattern.Count < options.MaximumLength)
            {
                foreach ((int next, List<Match> grown) in Frequent(InElement(matches)))
                    Visit(next, isNewElement: false, grown, support, cancellationToken);
                foreach ((int next, List<Match> grown) in Frequent(Behind(matches)))
                    Visit(next, isNewElement: true, grown, support, cancellationToken);
            }
        }

        if (isNewElement)
            _prefixSupports.RemoveAt(_prefixSupports.Count - 1);
        _pattern.RemoveAt(_pattern.Count - 1);
    }

    private IEnumerable<(int Item, Match Match)> Starts()
    {
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            for (int index = 0; index < database.Length(sequence); index++)
            {
                foreach (int item in database.Element(sequence, index).ToArray())
                    yield return (Number(item), new Match(sequence, index, index));
            }
        }
    }

    /// <summary>Items that stand in the element an occurrence ends with, and are larger than those of the pattern there.</summary>
    private IEnumerable<(int Item, Match Match)> InElement(List<Match> matches)
    {
        int last = _pattern[^1] < 0 ? ~_pattern[^1] : _pattern[^1];
        foreach (Match match in matches)
        {
            foreach (int item in database.Element(match.Sequence, match.Last).ToArray())
            {
                if (item > _names[last])
                    yield return (Number(item), match);
            }
        }
    }

    private IEnumerable<(int Item, Match Match)> Behind(List<Match> matches)
    {
        foreach (Match match in matches)
        {
            int length = database.Length(match.Sequence);
            long to = options.MaximumGap is { } gap ? Math.Min(length, (long)match.Last + gap + 1) : length;
            for (int index = match.Last + options.MinimumGap; index < to; index++)
            {
                if (!PatternDistances.IsWithin(database, options, match.Sequence, match.First, index))
                    break;
                if (!PatternDistances.IsGap(database, options, match.Sequence, match.Last, index))
                    continue;
                foreach (int item in database.Element(match.Sequence, index).ToArray())
                    yield return (Number(item), match with { Last = index });
            }
        }
    }

    /// <summary>The items with enough support, ascending, with their occurrences in order, each once.</summary>
    private List<(int Item, List<Match> Matches)> Frequent(IEnumerable<(int Item, Match Match)> found)
    {
        var byItem = new SortedDictionary<int, List<Match>>();
        var known = new HashSet<(int, Match)>();
        // Without a bound on the whole, where an occurrence starts does not matter.
        bool isBounded = options.MaximumSpan is not null || options.MaximumDuration is not null;
        foreach ((int item, Match match) in found)
        {
            Match kept = isBounded ? match : match with { First = 0 };
            if (!known.Add((item, kept)))
                continue;
            if (!byItem.TryGetValue(item, out List<Match>? matches))
                byItem.Add(item, matches = []);
            matches.Add(kept);
        }

        return [.. byItem.Where(pair => Support(pair.Value) >= selection.MinimumCount).Select(pair => (pair.Key, pair.Value))];
    }

    private int Number(int item) => Array.BinarySearch(_names, item);

    private static int Support(List<Match> matches)
    {
        int support = 0;
        int last = -1;
        foreach (Match match in matches)
        {
            support += match.Sequence != last ? 1 : 0;
            last = match.Sequence;
        }

        return support;
    }

    private readonly record struct Match(int Sequence, int First, int Last);
}
