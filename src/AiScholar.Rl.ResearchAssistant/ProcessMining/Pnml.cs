using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Petri nets in PNML (ISO/IEC 15909-2), as other process-mining tools write and read them. Safe to call from many threads.</summary>
/// <remarks>Silent transitions carry the mark <c>$invisible$</c> of ProM, the final marking stands in <c>finalmarkings</c>; neither is in the standard, both are what the tools agree on.</remarks>
public static class Pnml
{
    private const int MaxCharacters = 1 << 26;
    private const string Invisible = "$invisible$";
    private static readonly XNamespace Namespace = "http://www.pnml.org/version-2009/grammar/pnml";

    /// <summary>Writes a net.</summary>
    /// <exception cref="ArgumentException">It is no net: it names an unknown place, or an id twice.</exception>
    public static string Write(PetriNet net)
    {
        _ = PetriNets.ToGraph(net, [], out _);
        var page = new XElement(Namespace + "page", new XAttribute("id", "page1"));
        foreach (string place in net.Places)
        {
            page.Add(new XElement(
                Namespace + "place",
                new XAttribute("id", place),
                Text("name", place),
                net.InitialMarking.TryGetValue(place, out int tokens) ? Text("initialMarking", tokens.ToString(CultureInfo.InvariantCulture)) : null));
        }

        var arcs = new List<XElement>();
        foreach (PetriTransition transition in net.Transitions)
        {
            page.Add(new XElement(
                Namespace + "transition",
                new XAttribute("id", transition.Id),
                Text("name", transition.Label ?? transition.Id),
                transition.Label is null
                    ? new XElement(Namespace + "toolspecific", new XAttribute("tool", "ProM"), new XAttribute("version", "6.4"), new XAttribute("activity", Invisible), new XAttribute("localNodeID", transition.Id))
                    : null));
            foreach (IGrouping<string, string> place in transition.Inputs.GroupBy(place => place))
                arcs.Add(Arc(arcs.Count, place.Key, transition.Id, place.Count()));
            foreach (IGrouping<string, string> place in transition.Outputs.GroupBy(place => place))
                arcs.Add(Arc(arcs.Count, transition.Id, place.Key, place.Count()));
        }

        page.Add(arcs);
        var final = new XElement(Namespace + "finalmarkings", new XElement(Namespace + "marking", net.FinalMarking.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            new XElement(Namespace + "place", new XAttribute("idref", pair.Key), new XElement(Namespace + "text", pair.Value)))));
        var document = new XElement(
            Namespace + "pnml",
            new XElement(Namespace + "net", new XAttribute("id", "net1"), new XAttribute("type", "http://www.pnml.org/version-2009/grammar/pnmlcoremodel"), page, final));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document + "\n";
    }

    /// <summary>Reads the first net of a document. Without a final marking the places that nothing leaves hold one token each at the end.</summary>
    /// <param name="source">The document; it is not disposed of.</param>
    /// <exception cref="WorkflowException">The document is damaged, no PNML, or its net is none.</exception>
    public static PetriNet Read(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            using var reader = XmlReader.Create(source, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters });
            XElement net = XDocument.Load(reader).Descendants().FirstOrDefault(element => element.Name.LocalName == "net") ?? throw new FormatException("it has no net");
            PetriNet read = Read(net);
            _ = PetriNets.ToGraph(read, [], out _);
            return read;
        }
        catch (Exception exception) when (exception is XmlException or FormatException or ArgumentException or OverflowException)
        {
            throw new WorkflowException(AdvancedRlErrorCode.WorkflowInvalid, $"The PNML cannot be read: {exception.Message}", innerException: exception);
        }
    }

    private static PetriNet Read(XElement net)
    {
        XElement[] final = [.. Named(net, "finalmarkings").Descendants().Where(element => element.Name.LocalName == "place")];
        XElement[] places = [.. Named(net, "place").Where(place => place.Attribute("id") is not null)];
        XElement[] transitions = [.. Named(net, "transition")];
        var inputs = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        HashSet<string> placeIds = [.. places.Select(place => Id(place, "id"))];
        foreach (XElement arc in Named(net, "arc"))
        {
            (string from, string to) = (Id(arc, "source"), Id(arc, "target"));
            int weight = TextOf(arc, "inscription") is { } inscription ? int.Parse(inscription, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
            if (weight is < 1 or > byte.MaxValue)
                throw new FormatException($"the arc from '{from}' to '{to}' has the weight {weight}; it must be from 1 to 255");
            bool isInput = placeIds.Contains(from);
            Dictionary<string, List<string>> arcs = isInput ? inputs : outputs;
            (string transition, string place) = isInput ? (to, from) : (from, to);
            if (!arcs.TryGetValue(transition, out List<string>? list))
                arcs.Add(transition, list = []);
            list.AddRange(Enumerable.Repeat(place, weight));
        }

        HashSet<string> left = [.. inputs.Values.SelectMany(list => list)];
        return new PetriNet
        {
            Places = [.. places.Select(place => Id(place, "id"))],
            Transitions = [.. transitions.Select(transition => new PetriTransition
            {
                Id = Id(transition, "id"),
                Label = IsSilent(transition) ? null : TextOf(transition, "name"),
                Inputs = inputs.GetValueOrDefault(Id(transition, "id"), []),
                Outputs = outputs.GetValueOrDefault(Id(transition, "id"), []),
            })],
            InitialMarking = places.Where(place => TextOf(place, "initialMarking") is not null)
                .ToDictionary(place => Id(place, "id"), place => Number(TextOf(place, "initialMarking")!), StringComparer.Ordinal)
                .Where(pair => pair.Value > 0).ToDictionary(StringComparer.Ordinal),
            FinalMarking = final.Length > 0
                ? final.Select(place => (Id: Id(place, "idref"), Count: Number(place.Elements().FirstOrDefault()?.Value ?? "1"))).Where(pair => pair.Count > 0).ToDictionary(pair => pair.Id, pair => pair.Count, StringComparer.Ordinal)
                : placeIds.Where(place => !left.Contains(place)).ToDictionary(place => place, _ => 1, StringComparer.Ordinal),
        };
    }

    private static bool IsSilent(XElement transition) =>
        TextOf(transition, "name") is null || transition.Elements().Any(element => element.Name.LocalName == "toolspecific" && element.Attribute("activity")?.Value == Invisible);

    private static IEnumerable<XElement> Named(XElement net, string name) =>
        net.Descendants().Where(element => element.Name.LocalName == name && !element.Ancestors().Any(above => above.Name.LocalName == "finalmarkings"));

    private static string Id(XElement element, string name) => element.Attribute(name)?.Value ?? throw new FormatException($"a <{element.Name.LocalName}> has no {name}");

    private static int Number(string text) => int.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? TextOf(XElement element, string child) =>
        element.Elements().FirstOrDefault(inner => inner.Name.LocalName == child)?.Elements().FirstOrDefault(inner => inner.Name.LocalName is "text" or "value")?.Value.Trim();

    private static XElement Text(string name, string text) => new(Namespace + name, new XElement(Namespace + "text", text));

    private static XElement Arc(int number, string from, string to, int weight) => new(
        Namespace + "arc",
        new XAttribute("id", $"arc{number + 1}"),
        new XAttribute("source", from),
        new XAttribute("target", to),
        weight > 1 ? Text("inscription", weight.ToString(CultureInfo.InvariantCulture)) : null);
}
