namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>
/// The text baseline: cosine of tf-idf vectors over words and beginnings of long words, exact and without hashing, the rarity of a term counted in the very collection that is
/// searched. It shares no code with the product.
/// </summary>
internal sealed class TermBaseline
{
    private readonly Dictionary<string, double> _rarity = new(StringComparer.Ordinal);
    private readonly double _unseen;

    public TermBaseline(IReadOnlyCollection<string> texts)
    {
        foreach (string term in texts.SelectMany(text => Terms(text).Distinct(StringComparer.Ordinal)))
            _rarity[term] = _rarity.GetValueOrDefault(term) + 1;
        foreach ((string term, double count) in _rarity.ToArray())
            _rarity[term] = Math.Log(1 + ((texts.Count + 1) / (count + 0.5)));
        _unseen = Math.Log(1 + ((texts.Count + 1) / 0.5));
    }

    public double Cosine(string a, string b)
    {
        Dictionary<string, double> one = Vector(a), two = Vector(b);
        double lengths = Math.Sqrt(one.Values.Sum(value => value * value) * two.Values.Sum(value => value * value));
        return lengths == 0 ? 0 : one.Sum(pair => pair.Value * two.GetValueOrDefault(pair.Key)) / lengths;
    }

    private Dictionary<string, double> Vector(string text) => Terms(text)
        .GroupBy(term => term, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => (1 + Math.Log(group.Count())) * _rarity.GetValueOrDefault(group.Key, _unseen), StringComparer.Ordinal);

    private static IEnumerable<string> Terms(string text)
    {
        string[] words = new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in words.Where(word => !word.All(char.IsDigit)))
        {
            yield return word;
            if (word.Length > 6)
                yield return "^" + word[..6];
        }
    }
}
