namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Turns nets of the public kind into numbered ones and back.</summary>
internal static class PetriNets
{
    /// <summary>Most places, and most transitions, of a net that is given.</summary>
    public const int MaxNodes = 10_000;

    /// <summary>The public form of a net; places are p0, p1, …, the first is the source and the second the sink.</summary>
    public static PetriNet From(NetGraph net, IReadOnlyList<string> names)
    {
        string[] places = [.. Enumerable.Range(0, net.PlaceCount).Select(place => place == 0 ? "source" : place == 1 ? "sink" : $"p{place}")];
        return new PetriNet
        {
            Places = places,
            Transitions = [.. Enumerable.Range(0, net.TransitionCount).Select(transition => new PetriTransition
            {
                Id = $"t{transition + 1}",
                Label = net.Labels[transition] < 0 ? null : names[net.Labels[transition]],
                Inputs = [.. net.Inputs[transition].Select(place => places[place])],
                Outputs = [.. net.Outputs[transition].Select(place => places[place])],
            })],
            InitialMarking = Marking(net.Initial),
            FinalMarking = Marking(net.Final),
        };

        Dictionary<string, int> Marking(byte[] tokens) =>
            Enumerable.Range(0, tokens.Length).Where(place => tokens[place] > 0).ToDictionary(place => places[place], place => (int)tokens[place], StringComparer.Ordinal);
    }

    /// <summary>The numbered form; activities the names lack get the numbers after them.</summary>
    /// <param name="net">The net.</param>
    /// <param name="names">Names of the activities of a log.</param>
    /// <param name="allNames">The same, and those of the net that the log lacks.</param>
    /// <exception cref="ArgumentException">It is no net; the message says why.</exception>
    public static NetGraph ToGraph(PetriNet net, IReadOnlyList<string> names, out IReadOnlyList<string> allNames)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (net.Places.Count > MaxNodes || net.Transitions.Count > MaxNodes)
            throw Invalid($"it has {net.Places.Count} places and {net.Transitions.Count} transitions; the limit of each is {MaxNodes}");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string place in net.Places)
        {
            if (!places.TryAdd(place, places.Count))
                throw Invalid($"the place '{place}' stands twice");
        }

        Dictionary<string, int> activities = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        var all = new List<string>(names);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var labels = new List<int>();
        foreach (PetriTransition transition in net.Transitions)
        {
            if (!ids.Add(transition.Id))
                throw Invalid($"the transition '{transition.Id}' stands twice");
            if (transition.Inputs.Count == 0)
                throw Invalid($"the transition '{transition.Id}' takes no token, so it could happen without end");
            if (transition.Label is not { } label)
            {
                labels.Add(-1);
                continue;
            }

            if (!activities.TryGetValue(label, out int activity))
            {
                activities.Add(label, activity = all.Count);
                all.Add(label);
            }

            labels.Add(activity);
        }

        allNames = all;
        return new NetGraph
        {
            PlaceCount = places.Count,
            Labels = [.. labels],
            Inputs = [.. net.Transitions.Select(transition => transition.Inputs.Select(Number).ToArray())],
            Outputs = [.. net.Transitions.Select(transition => transition.Outputs.Select(Number).ToArray())],
            Initial = Tokens(net.InitialMarking),
            Final = Tokens(net.FinalMarking),
        };

        int Number(string place) => places.TryGetValue(place, out int number) ? number : throw Invalid($"an arc or a marking names the place '{place}', which is none");

        byte[] Tokens(IReadOnlyDictionary<string, int> marking)
        {
            var tokens = new byte[places.Count];
            foreach ((string place, int count) in marking)
                tokens[Number(place)] = count is > 0 and <= byte.MaxValue ? (byte)count : throw Invalid($"the marking of '{place}' is {count}; it must be from 1 to 255");
            return marking.Count > 0 ? tokens : throw Invalid("its initial or final marking is empty");
        }
    }

    private static ArgumentException Invalid(string what, string parameter = "net") => new($"The net is none: {what}.", parameter);
}
