using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Configuration;

namespace AiScholar.Rl.Diagnostics.Tests.Configuration;

[Trait("Category", "Unit")]
public sealed class YamlConfigurationReaderTests
{
    [Fact]
    public void Read_NestedMappingsSequencesAndScalars_BecomeKeys()
    {
        IDictionary<string, string?> data = Read("""
            AdvancedRl:
              Seed: 7
              Ratio: 0.5
              On: true
              Text: 'it''s quoted'
              Long: >-
                folded
                text
              List:
                - a
                - name: b
                  value: 2
              Flow: { x: 1, y: [2, 3] }
            """);

        Assert.Equal("7", data["advancedrl:seed"]);
        Assert.Equal("0.5", data["AdvancedRl:Ratio"]);
        Assert.Equal("true", data["AdvancedRl:On"]);
        Assert.Equal("it's quoted", data["AdvancedRl:Text"]);
        Assert.Equal("folded text", data["AdvancedRl:Long"]);
        Assert.Equal("a", data["AdvancedRl:List:0"]);
        Assert.Equal("b", data["AdvancedRl:List:1:name"]);
        Assert.Equal("2", data["AdvancedRl:List:1:value"]);
        Assert.Equal("1", data["AdvancedRl:Flow:x"]);
        Assert.Equal("3", data["AdvancedRl:Flow:y:1"]);
        Assert.Equal(11, data.Count);
    }

    [Theory]
    [InlineData("a:", null)]
    [InlineData("a: ~", null)]
    [InlineData("a: null", null)]
    [InlineData("a: NULL", null)]
    [InlineData("a: !!null x", null)]
    [InlineData("a: {}", null)]
    [InlineData("a: []", "")]
    [InlineData("a: ''", "")]
    [InlineData("a: 'null'", "null")]
    [InlineData("a: \"~\"", "~")]
    [InlineData("a: !!str null", "null")]
    [InlineData("a: nullable", "nullable")]
    [InlineData("a: yes", "yes")]
    [InlineData("a: 0x10", "0x10")]
    [InlineData("a: 00:00:30", "00:00:30")]
    public void Read_Scalar_IsItsTextOrNull(string yaml, string? expected) => Assert.Equal(expected, Assert.Single(Read(yaml)).Value);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("~")]
    [InlineData("{}")]
    public void Read_Nothing_GivesNoKeys(string yaml) => Assert.Empty(Read(yaml));

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "(3,1): the key 'a' appears twice (case is ignored).")]
    [InlineData("a: 1\nA: 3", "(2,1): the key 'A' appears twice (case is ignored).")]
    [InlineData("x:\n  a: 1\n  a: 2", "(3,3): the key 'a' appears twice (case is ignored).")]
    [InlineData("a:\n  b: 1\na:b: 2", "(3,6): the key 'a:b' is set twice (case is ignored).")]
    [InlineData("a: &x 1\nb: *x", "(2,4): '*x' is an alias; write the value out, configuration files have no aliases.")]
    [InlineData("a: &x {k: 1}\nb:\n  <<: *x", "(3,7): '*x' is an alias; write the value out, configuration files have no aliases.")]
    [InlineData("- a\n- b", "(1,1): the file must be a mapping of keys to values.")]
    [InlineData("just text", "(1,1): the file must be a mapping of keys to values.")]
    [InlineData("a: 1\n---\nb: 2", "(2,1): a second document begins; a configuration file holds one.")]
    [InlineData("? [a, b]\n: 1", "(1,3): a key must be a plain text.")]
    [InlineData("'': 1", "(1,1): a key is empty.")]
    [InlineData("a: !include secrets.yaml", "(1,4): the tag '!include' has no meaning in a configuration file.")]
    [InlineData("a: !mine {b: 1}", "(1,4): the tag '!mine' has no meaning in a configuration file.")]
    public void Read_NotAConfiguration_SaysWhatAndWhere(string yaml, string message) =>
        Assert.Equal(message, Assert.Throws<YamlFormatException>(() => Read(yaml)).Message);

    [Theory]
    [InlineData("a: 1\n\tb: 2", 1)]
    [InlineData("a: [1, 2", 2)]
    [InlineData("a: 'open", 1)]
    [InlineData("a: 1\n b: 2", 2)]
    [InlineData("a: @b", 1)]
    public void Read_NotYaml_NamesTheLine(string yaml, int line) =>
        Assert.StartsWith($"({line},", Assert.Throws<YamlFormatException>(() => Read(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AliasBomb_IsRefusedAtTheFirstAlias()
    {
        var bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"l{i}: &l{i} [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 9))}]\n");

        Assert.StartsWith("(2,10): '*l0' is an alias", Assert.Throws<YamlFormatException>(() => Read(bomb.ToString())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Read_DeepNesting_IsRefused(char open, char close)
    {
        string deep = "a: " + string.Concat(Enumerable.Repeat(open == '{' ? "{a: " : "[", 5000)) + new string(close, 5000);

        Assert.Contains("nested deeper than 32", Assert.Throws<YamlFormatException>(() => Read(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepestAllowed_IsRead()
    {
        int depth = YamlConfigurationReader.MaximumDepth - 1;

        Assert.Single(Read("a: " + new string('[', depth) + "1" + new string(']', depth)));
    }

    /// <summary>YAML 1.2 holds JSON: the JSON provider is an independent reader of the same text.</summary>
    [Fact]
    public void Read_AnyJson_GivesTheKeysOfTheJsonProvider()
    {
        Gen<string> name = Gen.String[Gen.Char["abcdeXYZ019 _-.'\\\"äß中{}[],#&*!|>%@:~?"], 1, 8];
        Gen<JsonNode?> scalar = Gen.OneOf<JsonNode?>(
            Gen.Int.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Double[-1e9, 1e9].Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            name.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Const((JsonNode?)null));
        Gen<JsonNode?> Node(int depth) => depth == 0
            ? scalar
            : Gen.OneOf<JsonNode?>(
                scalar,
                Node(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                Gen.Select(name, Node(depth - 1)).Array[0, 3].Select(pairs => (JsonNode?)Object(pairs)));
        Gen.Select(name, Node(3)).Array[0, 4].Select(pairs => Object(pairs).ToJsonString(new JsonSerializerOptions { WriteIndented = true })).Sample(json =>
        {
            Dictionary<string, string?> expected;
            try
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
                var provider = (ConfigurationProvider)new Microsoft.Extensions.Configuration.Json.JsonStreamConfigurationSource { Stream = stream }.Build(new ConfigurationBuilder());
                provider.Load();
                expected = Flatten(provider);
            }
            catch (FormatException)
            {
                Assert.Throws<YamlFormatException>(() => Read(json));
                return;
            }

            Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), Normalize(Read(json)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        });

        static JsonObject Object((string, JsonNode?)[] pairs)
        {
            var json = new JsonObject();
            foreach ((string key, JsonNode? value) in pairs)
                json[key] = value?.DeepClone();
            return json;
        }
    }

    [Fact]
    public void Read_AnyText_IsReadOrRefusedWithItsPlace() =>
        Gen.String[Gen.Char["ab:- \n\t'\"[]{},#&*!|>%@?~.0\\"], 0, 40].Sample(
            text =>
            {
                try
                {
                    Read(text);
                }
                catch (YamlFormatException exception)
                {
                    Assert.Matches(@"^\(\d+,\d+\): .", exception.Message);
                }
            },
            iter: 20_000);

    private static IDictionary<string, string?> Read(string yaml) => YamlConfigurationReader.Read(new StringReader(yaml));

    private static Dictionary<string, string?> Flatten(ConfigurationProvider provider)
    {
        var data = new Dictionary<string, string?>();
        void Add(string? parent)
        {
            foreach (string key in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                string path = parent is null ? key : ConfigurationPath.Combine(parent, key);
                if (provider.TryGet(path, out string? value))
                    data[path] = value;
                Add(path);
            }
        }

        Add(null);
        return Normalize(data);
    }

    private static Dictionary<string, string?> Normalize(IDictionary<string, string?> data) =>
        data.ToDictionary(pair => pair.Key.ToUpperInvariant(), pair => pair.Value is "True" or "False" ? pair.Value.ToLowerInvariant() : pair.Value);
}
