using System.Xml.Linq;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Process models in BPMN 2.0: tasks, exclusive and parallel gateways, without a drawing; tools lay it out. Safe to call from many threads.</summary>
public static class Bpmn
{
    private static readonly XNamespace Namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Writes a net: a transition with an activity is a task, a place where ways part or meet an exclusive gateway, a transition that splits or joins tokens a parallel gateway.</summary>
    /// <exception cref="ArgumentException">It is no net: it names an unknown place, or an id twice.</exception>
    public static string Write(PetriNet net, string name = "Process")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        BpmnGraph graph = BpmnGraph.From(net);
        XElement process = new(Namespace + "process", new XAttribute("id", "process1"), new XAttribute("name", name), new XAttribute("isExecutable", "false"));
        for (int node = 0; node < graph.Kinds.Count; node++)
        {
            if (graph.Kinds[node].Length > 0)
                process.Add(new XElement(Namespace + graph.Kinds[node], new XAttribute("id", Id(node)), graph.Names[node] is { } label ? new XAttribute("name", label) : null));
        }

        foreach ((int number, (int from, int to)) in graph.Flows.Index())
            process.Add(new XElement(Namespace + "sequenceFlow", new XAttribute("id", $"flow{number + 1}"), new XAttribute("sourceRef", Id(from)), new XAttribute("targetRef", Id(to))));
        var document = new XElement(Namespace + "definitions", new XAttribute("id", "definitions1"), new XAttribute("targetNamespace", "http://aischolar.example/process"), process);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document + "\n";
    }

    private static string Id(int node) => $"node{node + 1}";
}
