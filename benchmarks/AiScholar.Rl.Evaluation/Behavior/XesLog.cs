using System.Globalization;
using System.IO.Compression;
using System.Xml;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>Reads XES event logs (IEEE 1849-2016), plain or gzipped: of every case its events in time order, with all their attributes.</summary>
/// <remarks>
/// An event's activity is its <c>concept:name</c>; where the log has more than one <c>lifecycle:transition</c>, the transition is added (<c>name+transition</c>). Attributes of cases are
/// left out: they have no time, and many logs write what is known only at the end (an end date, the case's variant) into them.
/// </remarks>
internal static class XesLog
{
    private const string Name = "concept:name", Transition = "lifecycle:transition", Time = "time:timestamp";

    public static List<EventCase> Read(string path)
    {
        var cases = new List<(string Id, List<Dictionary<string, (string Type, string Value)>> Events)>();
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = XmlReader.Create(plain, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true, IgnoreComments = true });
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "trace")
                    cases.Add(ReadCase(reader.ReadSubtree(), cases.Count));
            }
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            throw new MeasureInputException($"{path}: {exception.Message}", exception);
        }

        bool hasTransitions = cases.SelectMany(trace => trace.Events).Where(attributes => attributes.ContainsKey(Transition)).Select(attributes => attributes[Transition].Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
        List<EventCase> read = [.. cases
            .Select(trace => new EventCase(trace.Id, [.. trace.Events.Where(attributes => attributes.ContainsKey(Name)).Select(attributes => ToEvent(path, attributes, hasTransitions)).OrderBy(happened => happened.Time)]))
            .Where(trace => trace.Events.Count > 0)];
        return read.Count > 0 ? [.. read.OrderBy(trace => trace.Events[0].Time)] : throw new MeasureInputException($"{path}: no case has an event with a {Name}.");
    }

    private static (string Id, List<Dictionary<string, (string Type, string Value)>> Events) ReadCase(XmlReader trace, int number)
    {
        var events = new List<Dictionary<string, (string Type, string Value)>>();
        string id = number.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, (string, string)>? attributes = null;
        while (trace.Read())
        {
            if (trace.NodeType == XmlNodeType.EndElement && trace.LocalName == "event")
                attributes = null;
            if (trace.NodeType != XmlNodeType.Element)
                continue;
            if (trace.LocalName == "event")
            {
                events.Add(attributes = new(StringComparer.Ordinal));
                if (trace.IsEmptyElement)
                    attributes = null;
            }
            else if (trace.GetAttribute("key") is { } key && trace.GetAttribute("value") is { } value)
            {
                if (attributes is not null)
                    attributes[key] = (trace.LocalName, value);
                else if (key == Name && events.Count == 0)
                    id = value;
            }
        }

        return (id, events);
    }

    private static LoggedEvent ToEvent(string path, Dictionary<string, (string Type, string Value)> attributes, bool hasTransitions)
    {
        string activity = attributes[Name].Value;
        if (hasTransitions && attributes.TryGetValue(Transition, out (string, string Value) transition))
            activity += $"+{transition.Value}";
        if (!attributes.TryGetValue(Time, out (string, string Value) time) || !DateTimeOffset.TryParse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at))
            throw new MeasureInputException($"{path}: an event '{activity}' has no readable {Time}.");
        return new LoggedEvent(string.IsNullOrWhiteSpace(activity) ? "(unnamed)" : activity, at, attributes.Where(pair => pair.Key is not (Name or Transition or Time)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
    }
}
