namespace AiScholar.Rl.Core;

/// <summary>The probability of each action in each slot, and of each pair of them, found by going through every slate.</summary>
internal sealed class SlateMarginals
{
    private readonly SlateDistribution _distribution;
    private readonly int[] _placed;
    private readonly double[][] _buffers;
    private readonly double[,]? _pairs;
    private readonly double[] _singles;
    private int _left;

    private SlateMarginals(SlateDistribution distribution, int actions, int slots, bool withPairs, int limit)
    {
        (_distribution, _placed, _left) = (distribution, new int[slots], limit);
        _buffers = [.. Enumerable.Range(0, slots).Select(_ => new double[actions])];
        _singles = new double[slots * actions];
        _pairs = withPairs ? new double[slots * actions, slots * actions] : null;
    }

    /// <summary>The probability of action a in slot k at k * actions + a.</summary>
    public double[] Singles => _singles;

    /// <summary>The probability of both; null when not asked for.</summary>
    public double[,]? Pairs => _pairs;

    /// <summary>Null when there are more than <paramref name="limit"/> slates.</summary>
    public static SlateMarginals? Of(SlateDistribution distribution, int actions, int slots, bool withPairs, int limit)
    {
        var marginals = new SlateMarginals(distribution, actions, slots, withPairs, limit);
        return marginals.Visit(0, 1) ? marginals : null;
    }

    private bool Visit(int slot, double probability)
    {
        if (slot == _placed.Length)
            return Add(probability);
        double[] probabilities = _buffers[slot];
        _distribution(_placed.AsSpan(0, slot), probabilities);
        for (int action = 0; action < probabilities.Length; action++)
        {
            if (probabilities[action] <= 0)
                continue;
            _placed[slot] = action;
            if (!Visit(slot + 1, probability * probabilities[action]))
                return false;
        }

        return true;
    }

    private bool Add(double probability)
    {
        if (_left-- == 0)
            return false;
        int actions = _buffers[0].Length;
        for (int slot = 0; slot < _placed.Length; slot++)
        {
            int row = (slot * actions) + _placed[slot];
            _singles[row] += probability;
            for (int other = 0; other < _placed.Length && _pairs is not null; other++)
                _pairs[row, (other * actions) + _placed[other]] += probability;
        }

        return true;
    }
}
