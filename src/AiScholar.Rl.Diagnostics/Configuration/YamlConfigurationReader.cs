using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiScholar.Rl.Diagnostics;

/// <summary>
/// Reads one YAML document into configuration keys, from the parser's events, so that nothing is expanded. Aliases are refused (a few
/// nested ones grow without bounds), as are keys that appear twice (case ignored), keys that are no scalars, several documents, tags of
/// other than YAML's own types, and nesting deeper than <see cref="MaximumDepth"/>.
/// </summary>
internal sealed class YamlConfigurationReader
{
    public const int MaximumDepth = 32;

    private readonly Dictionary<string, string?> _data = new(StringComparer.OrdinalIgnoreCase);
    private readonly Parser _parser;

    private YamlConfigurationReader(TextReader text) => _parser = new Parser(text);

    /// <summary>Reads; an empty document gives no keys.</summary>
    /// <exception cref="YamlFormatException">It is no configuration.</exception>
    public static IDictionary<string, string?> Read(TextReader text)
    {
        var reader = new YamlConfigurationReader(text);
        try
        {
            reader.ReadStream();
            return reader._data;
        }
        catch (YamlException exception)
        {
            throw new YamlFormatException(exception.Start.Line, exception.Start.Column, exception.Message, exception);
        }
        catch (Exception exception) when (exception is (ArgumentException and not System.Text.DecoderFallbackException) or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            // YamlDotNet's own checks, such as that of a tag's form, throw these.
            Mark last = reader._parser.Current?.End ?? Mark.Empty;
            throw new YamlFormatException(last.Line, last.Column, exception.Message, exception);
        }
    }

    private void ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return;
        _parser.Consume<DocumentStart>();
        switch (_parser.Current)
        {
            case MappingStart:
                ReadMapping("", 1);
                break;
            case Scalar scalar when IsNull(scalar):
                _parser.MoveNext();
                break;
            case { } other:
                throw Problem(other, "the file must be a mapping of keys to values.");
        }

        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Problem(second, "a second document begins; a configuration file holds one.");
    }

    private void ReadNode(string path, int depth)
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                CheckTag(scalar);
                Set(path, IsNull(scalar) ? null : scalar.Value, scalar);
                _parser.MoveNext();
                break;
            case MappingStart:
                ReadMapping(path, depth + 1);
                break;
            case SequenceStart:
                ReadSequence(path, depth + 1);
                break;
            case AnchorAlias alias:
                throw Problem(alias, $"'*{alias.Value}' is an alias; write the value out, configuration files have no aliases.");
            case { } other:
                throw Problem(other, "a value was expected.");
        }
    }

    private void ReadMapping(string path, int depth)
    {
        var start = _parser.Consume<MappingStart>();
        Enter(start, depth);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar key)
                throw Problem(_parser.Current!, "a key must be a plain text.");
            CheckTag(key);
            if (key.Value.Length == 0)
                throw Problem(key, "a key is empty.");
            if (!keys.Add(key.Value))
                throw Problem(key, $"the key '{key.Value}' appears twice (case is ignored).");
            _parser.MoveNext();
            ReadNode(path.Length == 0 ? key.Value : ConfigurationPath.Combine(path, key.Value), depth);
        }

        if (keys.Count == 0 && path.Length > 0)
            Set(path, null, start);
    }

    private void ReadSequence(string path, int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        Enter(start, depth);
        int index = 0;
        while (!_parser.TryConsume<SequenceEnd>(out _))
            ReadNode(ConfigurationPath.Combine(path, (index++).ToString(System.Globalization.CultureInfo.InvariantCulture)), depth);
        if (index == 0)
            Set(path, "", start);
    }

    private static void Enter(NodeEvent start, int depth)
    {
        CheckTag(start);
        if (depth > MaximumDepth)
            throw Problem(start, $"values are nested deeper than {MaximumDepth}.");
    }

    private void Set(string path, string? value, ParsingEvent place)
    {
        if (!_data.TryAdd(path, value))
            throw Problem(place, $"the key '{path}' is set twice (case is ignored).");
    }

    private static void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            throw Problem(node, $"the tag '{node.Tag.Value}' has no meaning in a configuration file.");
    }

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty
            ? scalar.Value is "" or "~" or "null" or "Null" or "NULL"
            : !scalar.Tag.IsEmpty && scalar.Tag.Value == "tag:yaml.org,2002:null";

    private static YamlFormatException Problem(ParsingEvent place, string problem) => new(place.Start.Line, place.Start.Column, problem);
}
