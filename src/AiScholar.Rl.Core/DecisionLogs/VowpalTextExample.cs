using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>Reads one example of VW's text format: <c>label tag|namespace:scale name:value name |…</c>.</summary>
internal static class VowpalTextExample
{
    public static LoggedDecision Read(List<string> lines, string eventId, DecisionLogOptions options)
    {
        int left = options.MaximumFeatures;
        FeatureSet context = FeatureSet.Empty;
        var actions = new List<DecisionAction>();
        (int Index, double Cost, double Probability)? chosen = null;
        for (int i = 0; i < lines.Count; i++)
        {
            int bar = lines[i].IndexOf('|', StringComparison.Ordinal);
            if (bar < 0)
                throw new DecisionLogFormatException("A line has no '|'.");
            (string label, string? tag) = Head(lines[i], bar);
            eventId = i == 0 ? tag ?? eventId : eventId;
            FeatureSet features = Features(lines[i][(bar + 1)..], ref left);
            if (label == "shared")
            {
                context = i == 0 ? features : throw new DecisionLogFormatException("'shared' is not the first line of its example.");
                continue;
            }

            if (label.Length > 0)
                chosen = chosen is null ? Label(label, actions.Count) : throw new DecisionLogFormatException("Two actions of the example have a label.");
            actions.Add(new DecisionAction { Id = (actions.Count + 1).ToString(CultureInfo.InvariantCulture), Features = features });
        }

        if (actions.Count == 0 || actions.Count > options.MaximumActions || chosen is not { } label0)
            throw new DecisionLogFormatException("The example has no action, no label 'action:cost:probability', or too many actions.");
        double[] propensities = LoggedDistribution.Of(actions.Count, [label0.Index], [label0.Probability]);
        return new LoggedDecision
        {
            EventId = eventId,
            LoopName = options.LoopName,
            TenantId = options.TenantId,
            Context = context,
            Actions = actions,
            Propensities = propensities,
            ChosenIndex = label0.Index,
            BaselineActionId = options.FirstActionIsBaseline ? actions[0].Id : null,
            PolicyName = options.PolicyName,
            Reward = 0.0 - label0.Cost,
        };
    }

    /// <summary>What stands before the first bar: a label, and a tag when it touches the bar or begins with an apostrophe.</summary>
    private static (string Label, string? Tag) Head(string line, int bar)
    {
        string[] parts = line[..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return ("", null);
        bool hasTag = parts[^1][0] == '\'' || (parts.Length > 1 && line[bar - 1] != ' ');
        string? tag = hasTag ? parts[^1].TrimStart('\'') : null;
        return (parts.Length > (hasTag ? 1 : 0) ? parts[0] : "", tag is { Length: > 0 and <= 1024 } ? tag : null);
    }

    private static (int, double, double) Label(string label, int index)
    {
        string[] parts = label.Split(':');
        if (parts.Length != 3 || !Number(parts[1], out double cost) || !Number(parts[2], out double probability) || !(probability is > 0 and <= 1))
            throw new DecisionLogFormatException("A label is not 'action:cost:probability' with a finite cost and a probability above 0 to 1.");
        return (index, cost, probability);
    }

    private static FeatureSet Features(string text, ref int left)
    {
        var features = new List<Feature>();
        var names = new HashSet<(string, string)>();
        foreach (string group in text.Split('|'))
        {
            bool isNamed = group.Length > 0 && group[0] != ' ';
            string[] tokens = group.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            (string place, double scale) = isNamed && tokens.Length > 0 ? Scaled(tokens[0]) : ("", 1);
            foreach (string token in tokens.Skip(isNamed ? 1 : 0))
            {
                if (--left < 0 || token.Length > 1024)
                    throw new DecisionLogFormatException($"The example has more features than {nameof(DecisionLogOptions.MaximumFeatures)} allows, or a name of more than 1024 characters.");
                if (Of(token, place, scale) is { } feature && names.Add((feature.Namespace, feature.Name)))
                    features.Add(feature);
            }
        }

        return FeatureSet.Create([.. features]);
    }

    private static (string Name, double Scale) Scaled(string token)
    {
        int colon = token.LastIndexOf(':');
        return colon > 0 && Number(token[(colon + 1)..], out double scale) ? (token[..colon], scale) : (token, 1);
    }

    /// <summary>name:number is numeric, name:text categorical, and a bare name=text or name is categorical too.</summary>
    private static Feature? Of(string token, string place, double scale)
    {
        int colon = token.LastIndexOf(':'), equals = token.IndexOf('=', StringComparison.Ordinal);
        if (colon > 0)
            return Number(token[(colon + 1)..], out double value) && Math.Abs(value * scale) <= FeatureRules.MaxNumber ? Feature.Numeric(token[..colon], value * scale, place) : Feature.Categorical(token[..colon], token[(colon + 1)..], place);
        return equals > 0 ? Feature.Categorical(token[..equals], token[(equals + 1)..], place) : colon == 0 ? null : Feature.Categorical(token, "1", place);
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
