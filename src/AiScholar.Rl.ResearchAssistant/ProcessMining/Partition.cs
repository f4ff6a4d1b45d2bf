namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Numbers that fall into groups: union-find.</summary>
internal sealed class Partition
{
    private readonly int[] _roots;

    public Partition(int count) => _roots = [.. Enumerable.Range(0, count)];

    /// <summary>Makes one group of two.</summary>
    public void Join(int a, int b)
    {
        (int first, int second) = (Root(a), Root(b));
        _roots[Math.Max(first, second)] = Math.Min(first, second);
    }

    /// <summary>The groups, by their smallest number; each ascending.</summary>
    public List<int[]> Groups() => [.. Enumerable.Range(0, _roots.Length).GroupBy(Root).OrderBy(group => group.Key).Select(group => group.ToArray())];

    private int Root(int a)
    {
        while (_roots[a] != a)
            a = _roots[a] = _roots[_roots[a]];
        return a;
    }
}
