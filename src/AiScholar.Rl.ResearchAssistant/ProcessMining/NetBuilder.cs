namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Collects the places and transitions of a workflow net, and fuses the silent transitions away that decide nothing.</summary>
/// <remarks>
/// Murata, "Petri nets: properties, analysis and applications" (1989), section V, series fusion: a silent transition from p to q goes when it is the only one that
/// leaves p, or the only one that enters q. The language and soundness stay.
/// </remarks>
internal sealed class NetBuilder
{
    private readonly List<Arc> _transitions = [];
    private int _places = 2;

    /// <summary>The place where the net starts.</summary>
    public const int Source = 0;

    /// <summary>The place where it ends.</summary>
    public const int Sink = 1;

    /// <summary>Adds a place.</summary>
    public int Place() => _places++;

    /// <summary>Adds a transition; the label is the activity's number, or negative for a silent one.</summary>
    public void Add(int label, int[] inputs, int[] outputs) => _transitions.Add(new Arc(label, inputs, outputs));

    /// <summary>The net.</summary>
    public NetGraph Build()
    {
        (int source, int sink) = Fuse(Source, Sink);
        return ToGraph(source, sink);
    }

    private (int Source, int Sink) Fuse(int source, int sink)
    {
        var entering = new int[_places];
        var leaving = new int[_places];
        foreach (Arc arc in _transitions)
            Count(arc, 1);
        for (int i = 0; i < _transitions.Count;)
        {
            Arc arc = _transitions[i];
            if (arc is not { Label: < 0, Inputs: [int p], Outputs: [int q] } || !MayFuse(p, q))
            {
                i++;
                continue;
            }

            _transitions.RemoveAt(i);
            Count(arc, -1);
            (int gone, int kept) = p == q ? (-1, p) : q == sink || p != source ? (p, q) : (q, p);
            if (gone >= 0)
                Rename(gone, kept);
            (source, sink) = (source == gone ? kept : source, sink == gone ? kept : sink);
            i = 0;
        }

        return (source, sink);

        bool MayFuse(int p, int q)
        {
            if (p == q)
                return true;
            // Nothing may enter the source or leave the sink, and they stay two.
            if ((p == source && (q == sink || entering[q] > 1)) || (q == sink && leaving[p] > 1))
                return false;
            return leaving[p] == 1 || entering[q] == 1;
        }

        void Count(Arc arc, int by)
        {
            foreach (int place in arc.Inputs)
                leaving[place] += by;
            foreach (int place in arc.Outputs)
                entering[place] += by;
        }

        void Rename(int gone, int kept)
        {
            foreach (Arc arc in _transitions)
            {
                arc.Inputs.AsSpan().Replace(gone, kept);
                arc.Outputs.AsSpan().Replace(gone, kept);
            }

            entering[kept] += entering[gone];
            leaving[kept] += leaving[gone];
        }
    }

    private NetGraph ToGraph(int source, int sink)
    {
        var numbers = new Dictionary<int, int> { [source] = 0, [sink] = 1 };
        int Number(int place)
        {
            if (!numbers.TryGetValue(place, out int number))
                numbers.Add(place, number = numbers.Count);
            return number;
        }

        int[][] inputs = [.. _transitions.Select(arc => arc.Inputs.Select(Number).ToArray())];
        int[][] outputs = [.. _transitions.Select(arc => arc.Outputs.Select(Number).ToArray())];
        var initial = new byte[numbers.Count];
        var final = new byte[numbers.Count];
        (initial[0], final[1]) = (1, 1);
        return new NetGraph { PlaceCount = numbers.Count, Labels = [.. _transitions.Select(arc => arc.Label)], Inputs = inputs, Outputs = outputs, Initial = initial, Final = final };
    }

    private readonly record struct Arc(int Label, int[] Inputs, int[] Outputs);
}
