using System.Globalization;
using System.Xml;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Reads the traces of an XES document one after the other.</summary>
internal sealed class XesCursor
{
    private const string Name = "concept:name", Instance = "concept:instance", Transition = "lifecycle:transition", Time = "time:timestamp";

    private readonly XmlReader _reader;
    private readonly XesLogOptions _options;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<XesEvent> _events = [];
    private readonly string?[] _nameParts;

    private XesCursor(XmlReader reader, XesLogOptions options)
    {
        (_reader, _options) = (reader, options);
        _nameParts = new string?[options.ActivityKeys.Count];
    }

    /// <summary>Reads all traces.</summary>
    public static IEnumerable<WorkflowSession> Read(Stream source, XesLogOptions options)
    {
        using var reader = XmlReader.Create(source, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CheckCharacters = true,
        });
        var cursor = new XesCursor(reader, options);
        int count = 0;
        while (cursor.Next(count) is { } session)
        {
            if (++count > options.MaximumSessions)
                throw cursor.Invalid($"there are more sessions than the limit {nameof(options.MaximumSessions)} of {options.MaximumSessions}");
            yield return session;
        }
    }

    private WorkflowSession? Next(int index)
    {
        try
        {
            while (_reader.Read())
            {
                if (_reader.NodeType != XmlNodeType.Element)
                    continue;
                if (_reader.Depth == 0 && _reader.LocalName != "log")
                    throw Invalid($"the document is <{_reader.LocalName}>, not an XES <log>");
                if (_reader.Depth == 1 && _reader.LocalName == "trace")
                    return ReadTrace(index);
            }

            return null;
        }
        catch (XmlException exception)
        {
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The XES log is damaged: {exception.Message}", innerException: exception);
        }
        catch (InvalidDataException exception)
        {
            throw new WorkflowException(AdvancedRlErrorCode.SessionsInvalid, $"The log's compression is damaged: {exception.Message}", innerException: exception);
        }
    }

    private WorkflowSession ReadTrace(int index)
    {
        _events.Clear();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        string id = (index + 1).ToString(CultureInfo.InvariantCulture);
        int depth = _reader.Depth;
        if (!_reader.IsEmptyElement)
        {
            while (_reader.Read() && _reader.Depth > depth)
            {
                if (_reader.NodeType != XmlNodeType.Element || _reader.Depth != depth + 1)
                    continue;
                if (_reader.LocalName == "event")
                    ReadEvent();
                else if (Attribute() is (string key, string value))
                    Set(attributes, key, value);
            }
        }

        if (attributes.Remove(Name, out string? name) && name.Length > 0)
            id = name;
        return new WorkflowSession
        {
            Id = id,
            Domain = _options.Domain,
            Activities = XesActivities.From(_events, _options.PairLifecycle),
            Succeeded = _options.SucceededKey is { } key2 && attributes.TryGetValue(key2, out string? text) && bool.TryParse(text, out bool succeeded) ? succeeded : null,
            Attributes = attributes,
        };
    }

    private void ReadEvent()
    {
        var read = new XesEvent();
        Array.Clear(_nameParts);
        int depth = _reader.Depth;
        int count = 0;
        if (!_reader.IsEmptyElement)
        {
            while (_reader.Read() && _reader.Depth > depth)
            {
                if (_reader.NodeType != XmlNodeType.Element || _reader.Depth != depth + 1 || Attribute() is not (string key, string value))
                    continue;
                if (++count > _options.MaximumAttributes)
                    throw Invalid($"an event has more attributes than the limit {nameof(_options.MaximumAttributes)} of {_options.MaximumAttributes}");
                Take(ref read, key, value);
            }
        }

        if (Array.Exists(_nameParts, part => !string.IsNullOrWhiteSpace(part)))
            _events.Add(read with { Activity = Text(_nameParts.Length == 1 ? _nameParts[0]! : string.Join('+', _nameParts.Where(part => !string.IsNullOrWhiteSpace(part)))) });
        if (_events.Count > _options.MaximumActivities)
            throw Invalid($"a session has more activities than the limit {nameof(_options.MaximumActivities)} of {_options.MaximumActivities}");
    }

    private void Take(ref XesEvent read, string key, string value)
    {
        for (int i = 0; i < _nameParts.Length; i++)
        {
            if (_options.ActivityKeys[i] == key)
                _nameParts[i] = value;
        }

        if (key == _options.PersonKey)
            read.Person = Text(value);
        if (key == Transition)
            read.Transition = Text(value);
        else if (key == Instance)
            read.Instance = value;
        else if (key == Time)
            read.Time = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : throw Invalid($"'{Shorten(value)}' is no time");
    }

    private (string Key, string Value)? Attribute()
    {
        if (_reader.GetAttribute("key") is not { } key || _reader.GetAttribute("value") is not { } value)
            return null;
        if (key.Length > _options.MaximumTextLength || value.Length > _options.MaximumTextLength)
            throw Invalid($"the attribute '{Shorten(key)}' is longer than the limit {nameof(_options.MaximumTextLength)} of {_options.MaximumTextLength} characters");
        return (key, value);
    }

    private void Set(Dictionary<string, string> attributes, string key, string value)
    {
        attributes[Text(key)] = Text(value);
        if (attributes.Count > _options.MaximumAttributes)
            throw Invalid($"a session has more attributes than the limit {nameof(_options.MaximumAttributes)} of {_options.MaximumAttributes}");
    }

    /// <summary>The same text once: logs repeat few names many times.</summary>
    private string Text(string text)
    {
        const int most = 10_000;
        if (_texts.TryGetValue(text, out string? known))
            return known;
        if (_texts.Count < most)
            _texts.Add(text, text);
        return text;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private WorkflowException Invalid(string what) => new(AdvancedRlErrorCode.SessionsInvalid, $"The XES log, line {(_reader as IXmlLineInfo)?.LineNumber ?? 0}: {what}.");
}
