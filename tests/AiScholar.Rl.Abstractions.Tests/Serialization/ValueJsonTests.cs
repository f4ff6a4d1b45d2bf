using CsCheck;

namespace AiScholar.Rl.Abstractions.Tests.Serialization;

[Trait("Category", "Unit")]
public sealed class ValueJsonTests
{
    [Fact]
    public void Json_OpenValue_IsItsString()
    {
        string json = AdvancedRlJson.Serialize(new UserAction { ActionType = new ActionType("Pipette"), Timestamp = default });

        Assert.Contains("\"actionType\":\"Pipette\"", json, StringComparison.Ordinal);
        Assert.Equal("Pipette", AdvancedRlJson.Deserialize<UserAction>(json).ActionType.Value);
    }

    [Theory]
    [InlineData("""{"actionType":""}""")]
    [InlineData("""{"actionType":"  "}""")]
    [InlineData("""{"actionType":5}""")]
    [InlineData("""{"actionType":null}""")]
    public void Json_OpenValueThatIsNoName_IsRefused(string json) =>
        Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Deserialize<UserAction>(json));

    [Fact]
    public void VisualElementType_Names_IgnoreCaseAndSpace()
    {
        Assert.Equal(VisualElementType.Table, new VisualElementType(" TABLE "));
        Assert.Equal(VisualElementType.Table.GetHashCode(), VisualElementType.Create("table").GetHashCode());
        Assert.NotEqual(VisualElementType.Table, VisualElementType.Chart);
        Assert.Equal("table", VisualElementType.Table.ToString());
    }

    [Fact]
    public void OpenValues_Default_AreUnknown()
    {
        Assert.Equal("unknown", default(VisualElementType).Value);
        Assert.Equal("unknown", default(ActionType).Value);
        Assert.Equal("unknown", default(AdaptationKind).Value);
        Assert.Equal("unknown", default(RelationshipKind).Value);
        Assert.Equal("unknown", default(PatternKind).Value);
        Assert.Equal(VisualElementType.Unknown, default);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void OpenValues_EmptyName_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => new VisualElementType(name));
        Assert.Throws<ArgumentException>(() => new ActionType(name));
        Assert.Throws<ArgumentException>(() => new AdaptationKind(name));
        Assert.Throws<ArgumentException>(() => new RelationshipKind(name));
        Assert.Throws<ArgumentException>(() => new PatternKind(name));
    }

    [Fact]
    public void Json_AnyFeatureSet_IsReadBackTheSame()
    {
        Gen<string> text = Gen.String[1, 10];
        Gen<Feature> feature = Gen.OneOf(
            Gen.Select(text, Gen.Double[-1e12, 1e12], text, (name, value, space) => Feature.Numeric(name, value, space)),
            Gen.Select(text, text, text, (name, value, space) => Feature.Categorical(name, value, space)),
            Gen.Select(text, text, (name, value) => Feature.FreeText(name, value)),
            Gen.Select(text, Gen.Float[-1e6f, 1e6f].Array[0, 5], (name, value) => Feature.Embedding(name, value)),
            Gen.Select(text, text.Array[0, 4], (name, value) => Feature.Tags(name, value)));
        feature.Array[0, 6].Sample(features =>
        {
            FeatureSet read = AdvancedRlJson.Deserialize<FeatureSet>(AdvancedRlJson.Serialize(FeatureSet.Create(features)));
            Assert.Equal(features.Length, read.Count);
            foreach ((Feature expected, Feature actual) in features.Zip(read))
            {
                Assert.Equal((expected.Namespace, expected.Name, expected.Kind, expected.Number, expected.Text), (actual.Namespace, actual.Name, actual.Kind, actual.Number, actual.Text));
                Assert.Equal(expected.Vector.ToArray(), actual.Vector.ToArray());
                Assert.Equal(expected.Set, actual.Set);
            }
        });
    }

    [Theory]
    [InlineData("""[{"name":"","kind":"Numeric","number":1}]""")]
    [InlineData("""[{"kind":"Numeric","number":1}]""")]
    [InlineData("""[{"name":"a","kind":"Odd","number":1}]""")]
    [InlineData("""[{"name":"a","kind":"Numeric","number":"NaN"}]""")]
    [InlineData("""{"name":"a"}""")]
    public void Json_FeatureThatIsNone_IsRefused(string json) =>
        Assert.Equal(AdvancedRlErrorCode.SerializationFailed, Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Deserialize<FeatureSet>(json)).ErrorCode);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Json_MeasurementThatIsNotFinite_IsReadBack(double value)
    {
        var metric = new MetricValue { Name = "x", Value = value, MetricType = MetricType.Gauge, Timestamp = default };
        var health = new ComponentHealth { Component = "x", Metrics = new Dictionary<string, HealthMetric> { ["x"] = new() { Value = value } } };

        Assert.Equal(value, AdvancedRlJson.Deserialize<MetricValue>(AdvancedRlJson.Serialize(metric)).Value);
        Assert.Equal(value, AdvancedRlJson.Deserialize<ComponentHealth>(AdvancedRlJson.Serialize(health)).Metrics["x"].Value);
    }

    [Fact]
    public void Serialize_ModelNumberThatIsNotFinite_ThrowsTheSdksError() =>
        Assert.Equal(
            AdvancedRlErrorCode.SerializationFailed,
            Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Serialize(new RankedAction { ActionId = "a", Propensity = double.NaN })).ErrorCode);

    [Fact]
    public void Json_Enumeration_IsItsName() =>
        Assert.Contains("\"status\":\"Duplicate\"", AdvancedRlJson.Serialize(new RewardResult { EventId = "e", Status = RewardStatus.Duplicate }), StringComparison.Ordinal);
}
