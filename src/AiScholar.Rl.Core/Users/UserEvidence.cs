using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// What one user told of one action's coefficients, apart from any prior: for each coefficient the precision s and the weighted evidence h.
/// Dense, or only the coefficients that were touched. Sums, so that two of the same action can be added. Guarded by the user's lock.
/// </summary>
internal sealed class UserEvidence(string actionId)
{
    private int[]? _indices;
    private float[] _precision = [];
    private float[] _evidence = [];

    public string ActionId { get; } = actionId;

    /// <summary>How many rewards it was learnt from.</summary>
    public long Uses { get; set; }

    /// <summary>The user's count of rewards when it was last learnt from.</summary>
    public long LastUse { get; set; }

    public bool IsSparse => _indices is not null;

    /// <summary>How many coefficients are stored.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<int> Indices => _indices is null ? [] : _indices.AsSpan(0, Count);

    public ReadOnlySpan<float> Precision => _precision.AsSpan(0, Count);

    public ReadOnlySpan<float> Evidence => _evidence.AsSpan(0, Count);

    /// <summary>How many bytes it takes when saved, at most.</summary>
    public int StoredBytes => UserModelFormat.ActionBytes(ActionId, Count, IsSparse);

    /// <summary>How many bytes it would take with room for a context.</summary>
    public int StoredBytesWith(BanditVector x)
    {
        if (!x.IsSparse)
            return UserModelFormat.ActionBytes(ActionId, Math.Max(x.Dimension, Width), isSparse: false);
        if (Count > 0 && !IsSparse)
            return UserModelFormat.ActionBytes(ActionId, Math.Max(x.Indices[^1] + 1, Count), isSparse: false);
        return UserModelFormat.ActionBytes(ActionId, Count + Missing(x.Indices), isSparse: true);
    }

    /// <summary>Copies s and h of the context's terms; those not stored are 0.</summary>
    public void Gather(BanditVector x, Span<double> precision, Span<double> evidence)
    {
        if (!x.IsSparse && _indices is null)
        {
            int known = Math.Min(Count, x.Dimension);
            TensorPrimitives.ConvertTruncating(_precision.AsSpan(0, known), precision);
            TensorPrimitives.ConvertTruncating(_evidence.AsSpan(0, known), evidence);
            precision[known..].Clear();
            evidence[known..].Clear();
            return;
        }

        precision.Clear();
        evidence.Clear();
        if (!x.IsSparse)
        {
            for (int i = 0; i < Count; i++)
            {
                int index = _indices![i];
                if (index < x.Dimension)
                    (precision[index], evidence[index]) = (_precision[i], _evidence[i]);
            }

            return;
        }

        ReadOnlySpan<int> wanted = x.Indices;
        for (int term = 0, i = 0; term < wanted.Length; term++)
        {
            if (_indices is null)
            {
                if (wanted[term] < Count)
                    (precision[term], evidence[term]) = (_precision[wanted[term]], _evidence[wanted[term]]);
                continue;
            }

            while (i < Count && _indices[i] < wanted[term])
                i++;
            if (i < Count && _indices[i] == wanted[term])
                (precision[term], evidence[term]) = (_precision[i], _evidence[i]);
        }
    }

    /// <summary>Stores s and h of the context's terms, with room made for them.</summary>
    public void Scatter(BanditVector x, ReadOnlySpan<double> precision, ReadOnlySpan<double> evidence)
    {
        MakeRoom(x);
        if (!x.IsSparse)
        {
            TensorPrimitives.ConvertTruncating(precision[..x.Dimension], _precision);
            TensorPrimitives.ConvertTruncating(evidence[..x.Dimension], _evidence);
            return;
        }

        int next = 0;
        for (int term = 0; term < x.Terms; term++)
        {
            int index = x.Indices[term];
            int position = index;
            if (_indices is not null)
            {
                while (_indices[next] < index)
                    next++;
                position = next;
            }

            (_precision[position], _evidence[position]) = ((float)precision[term], (float)evidence[term]);
        }
    }

    /// <summary>Takes over stored values.</summary>
    public void Restore(int[]? indices, float[] precision, float[] evidence) =>
        (_indices, _precision, _evidence, Count) = (indices, precision, evidence, precision.Length);

    /// <summary>Adds what another learnt of the same action.</summary>
    public void Add(UserEvidence other)
    {
        if (_indices is not null && other._indices is not null)
        {
            Insert(other.Indices);
            for (int i = 0, at = 0; i < other.Count; i++)
            {
                while (_indices[at] < other._indices[i])
                    at++;
                _precision[at] += other._precision[i];
                _evidence[at] += other._evidence[i];
            }
        }
        else
        {
            ToDense(Math.Max(Width, other.Width));
            for (int i = 0; i < other.Count; i++)
            {
                int index = other._indices is null ? i : other._indices[i];
                _precision[index] += other._precision[i];
                _evidence[index] += other._evidence[i];
            }
        }

        Uses += other.Uses;
    }

    private int Width => Count == 0 ? 0 : _indices is null ? Count : _indices[Count - 1] + 1;

    private void MakeRoom(BanditVector x)
    {
        if (!x.IsSparse)
            ToDense(Math.Max(x.Dimension, Width));
        else if (Count == 0)
            Insert(x.Indices);
        else if (_indices is null)
            ToDense(Math.Max(x.Indices[^1] + 1, Count));
        else
            Insert(x.Indices);
    }

    private void ToDense(int width)
    {
        if (_indices is null && Count == width)
            return;
        var precision = new float[width];
        var evidence = new float[width];
        for (int i = 0; i < Count; i++)
        {
            int index = _indices is null ? i : _indices[i];
            (precision[index], evidence[index]) = (_precision[i], _evidence[i]);
        }

        Restore(null, precision, evidence);
    }

    private void Insert(ReadOnlySpan<int> wanted)
    {
        int missing = Missing(wanted);
        if (missing == 0)
            return;
        var indices = new int[Count + missing];
        var precision = new float[indices.Length];
        var evidence = new float[indices.Length];
        for (int at = 0, old = 0, term = 0; at < indices.Length; at++)
        {
            if (term >= wanted.Length || (old < Count && _indices![old] <= wanted[term]))
            {
                if (term < wanted.Length && _indices![old] == wanted[term])
                    term++;
                (indices[at], precision[at], evidence[at]) = (_indices![old], _precision[old], _evidence[old]);
                old++;
            }
            else
            {
                indices[at] = wanted[term++];
            }
        }

        Restore(indices, precision, evidence);
    }

    private int Missing(ReadOnlySpan<int> wanted)
    {
        int missing = 0;
        for (int term = 0, i = 0; term < wanted.Length; term++)
        {
            while (i < Count && _indices![i] < wanted[term])
                i++;
            missing += i < Count && _indices![i] == wanted[term] ? 0 : 1;
        }

        return missing;
    }
}
