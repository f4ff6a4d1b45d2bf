namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The nodes and flows of a net as BPMN has them; gateways with one way in and one way out are gone.</summary>
internal sealed class BpmnGraph
{
    private const string Exclusive = "exclusiveGateway", Parallel = "parallelGateway";

    private BpmnGraph()
    {
    }

    /// <summary>The element of each node; empty for one that is gone.</summary>
    public List<string> Kinds { get; } = [];

    /// <summary>The name of each node, or null.</summary>
    public List<string?> Names { get; } = [];

    /// <summary>From node to node.</summary>
    public List<(int From, int To)> Flows { get; } = [];

    /// <summary>The graph of a net.</summary>
    public static BpmnGraph From(PetriNet net)
    {
        NetGraph graph = PetriNets.ToGraph(net, [], out IReadOnlyList<string> names);
        var bpmn = new BpmnGraph();
        int[] places = [.. net.Places.Select(_ => bpmn.Add(Exclusive))];
        bpmn.AddBorder("startEvent", graph.Initial, places, isStart: true);
        bpmn.AddBorder("endEvent", graph.Final, places, isStart: false);
        for (int transition = 0; transition < graph.TransitionCount; transition++)
        {
            int activity = graph.Labels[transition];
            int first = bpmn.Add(Parallel);
            int last = first;
            if (activity >= 0)
            {
                int task = bpmn.Add("task", names[activity]);
                last = bpmn.Add(Parallel);
                bpmn.Flows.Add((first, task));
                bpmn.Flows.Add((task, last));
            }

            bpmn.Flows.AddRange(graph.Inputs[transition].Select(place => (places[place], first)));
            bpmn.Flows.AddRange(graph.Outputs[transition].Select(place => (last, places[place])));
        }

        bpmn.Simplify();
        return bpmn;
    }

    private int Add(string kind, string? name = null)
    {
        Kinds.Add(kind);
        Names.Add(name);
        return Kinds.Count - 1;
    }

    private void AddBorder(string kind, byte[] marking, int[] places, bool isStart)
    {
        int border = Add(kind);
        int gateway = Add(Parallel);
        Flows.Add(isStart ? (border, gateway) : (gateway, border));
        for (int place = 0; place < marking.Length; place++)
        {
            if (marking[place] > 0)
                Flows.Add(isStart ? (gateway, places[place]) : (places[place], gateway));
        }
    }

    private void Simplify()
    {
        for (int node = 0; node < Kinds.Count; node++)
        {
            if (Kinds[node] is not (Exclusive or Parallel))
                continue;
            int[] into = [.. Enumerable.Range(0, Flows.Count).Where(flow => Flows[flow].To == node)];
            int[] outOf = [.. Enumerable.Range(0, Flows.Count).Where(flow => Flows[flow].From == node)];
            if (into.Length != 1 || outOf.Length != 1 || into[0] == outOf[0])
                continue;
            Flows[into[0]] = (Flows[into[0]].From, Flows[outOf[0]].To);
            Flows.RemoveAt(outOf[0]);
            Kinds[node] = "";
        }
    }
}
