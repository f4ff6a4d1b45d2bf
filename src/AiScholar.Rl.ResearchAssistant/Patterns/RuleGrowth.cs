namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The search of <see cref="SequentialRuleMiner"/>: rules of two items, grown on the right and then on the left, so that each is met once. One search an instance.</summary>
internal sealed class RuleGrowth
{
    private readonly SequenceDatabase _database;
    private readonly SequentialRuleOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly int _minimumCount;
    private readonly Dictionary<int, (int First, int Last)>[] _positions;
    private readonly Dictionary<int, int[]> _holders;
    private readonly List<SequentialRule> _found = [];

    public RuleGrowth(SequenceDatabase database, SequentialRuleOptions options, CancellationToken cancellationToken)
    {
        (_database, _options, _cancellationToken) = (database, options, cancellationToken);
        _minimumCount = Math.Max(1, (int)Math.Ceiling(options.MinimumSupport * database.Count));
        _positions = new Dictionary<int, (int, int)>[database.Count];
        var holders = new SortedDictionary<int, List<int>>();
        for (int sequence = 0; sequence < database.Count; sequence++)
        {
            Dictionary<int, (int First, int Last)> positions = _positions[sequence] = [];
            for (int index = 0; index < database.Length(sequence); index++)
            {
                foreach (int item in database.Element(sequence, index))
                    positions[item] = positions.TryGetValue(item, out var known) ? (known.First, index) : (index, index);
            }

            foreach (int item in positions.Keys)
            {
                if (!holders.TryGetValue(item, out List<int>? list))
                    holders.Add(item, list = []);
                list.Add(sequence);
            }
        }

        _holders = holders.Where(pair => pair.Value.Count >= _minimumCount).ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        foreach (Dictionary<int, (int, int)> positions in _positions)
        {
            foreach (int item in positions.Keys.Where(item => !_holders.ContainsKey(item)).ToArray())
                positions.Remove(item);
        }
    }

    /// <summary>All rules.</summary>
    public List<SequentialRule> Run()
    {
        foreach (int item in _holders.Keys.Order())
        {
            foreach ((int other, List<int> sequences) in Candidates(_holders[item], sequence =>
                _positions[sequence].Where(pair => pair.Key != item && pair.Value.Last > _positions[sequence][item].First).Select(pair => pair.Key)))
            {
                Visit([item], [other], sequences, _holders[item], mayGrowRight: true);
            }
        }

        return _found;
    }

    private void Visit(int[] left, int[] right, List<int> sequences, IReadOnlyList<int> leftHolders, bool mayGrowRight)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Add(left, right, sequences, leftHolders.Count);
        if (mayGrowRight && right.Length < _options.MaximumSide)
        {
            foreach ((int item, List<int> grown) in Candidates(sequences, sequence => Behind(sequence, left, right)))
                Visit(left, [.. right, item], grown, leftHolders, mayGrowRight: true);
        }

        if (left.Length >= _options.MaximumSide)
            return;
        foreach ((int item, List<int> grown) in Candidates(sequences, sequence => Before(sequence, left, right)))
            Visit([.. left, item], right, grown, [.. leftHolders.Where(sequence => _positions[sequence].ContainsKey(item))], mayGrowRight: false);
    }

    private IEnumerable<int> Behind(int sequence, int[] left, int[] right)
    {
        int from = left.Max(item => _positions[sequence][item].First);
        return _positions[sequence].Where(pair => pair.Key > right[^1] && pair.Value.Last > from && !left.Contains(pair.Key)).Select(pair => pair.Key);
    }

    private IEnumerable<int> Before(int sequence, int[] left, int[] right)
    {
        int to = right.Min(item => _positions[sequence][item].Last);
        return _positions[sequence].Where(pair => pair.Key > left[^1] && pair.Value.First < to && !right.Contains(pair.Key)).Select(pair => pair.Key);
    }

    private IEnumerable<(int Item, List<int> Sequences)> Candidates(IReadOnlyList<int> sequences, Func<int, IEnumerable<int>> items)
    {
        var found = new SortedDictionary<int, List<int>>();
        foreach (int sequence in sequences)
        {
            foreach (int item in items(sequence))
            {
                if (!found.TryGetValue(item, out List<int>? list))
                    found.Add(item, list = []);
                list.Add(sequence);
            }
        }

        return found.Where(pair => pair.Value.Count >= _minimumCount).Select(pair => (pair.Key, pair.Value));
    }

    private void Add(int[] left, int[] right, List<int> sequences, int leftCount)
    {
        double confidence = (double)sequences.Count / leftCount;
        if (confidence < _options.MinimumConfidence)
            return;
        int rightCount = _holders[right[0]].Count(sequence => right.All(_positions[sequence].ContainsKey));
        double lift = confidence * _database.Count / rightCount;
        if (lift < _options.MinimumLift)
            return;
        if (_found.Count == _options.MaximumRules)
        {
            throw new WorkflowException(
                AdvancedRlErrorCode.SessionsInvalid,
                $"There are more than {_options.MaximumRules} rules. Raise {nameof(_options.MinimumSupport)}, {nameof(_options.MinimumConfidence)} or {nameof(_options.MaximumRules)}.");
        }

        _found.Add(new SequentialRule
        {
            Antecedent = left,
            Consequent = right,
            Support = sequences.Count,
            AntecedentSupport = leftCount,
            Lift = lift,
            FirstSequence = sequences[0],
        });
    }
}
