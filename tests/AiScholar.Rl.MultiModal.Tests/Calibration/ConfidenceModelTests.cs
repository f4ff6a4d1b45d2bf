using System.Text.Json;

namespace AiScholar.Rl.MultiModal.Tests.Calibration;

[Trait("Category", "Unit")]
public sealed class ConfidenceModelTests
{
    private static readonly ConfidenceModel Model = new(-1, [KeyValuePair.Create("axes", 2.0), KeyValuePair.Create("marks", 1.0)]);

    [Theory]
    [InlineData(0, 0, 0.2689414213699951)]
    [InlineData(0.5, 0, 0.5)]
    [InlineData(1, 1, 0.8807970779778823)]
    public void Apply_SomeEvidence_IsTheLogisticOfTheWeightedSum(double axes, double marks, double expected)
        => Assert.Equal(expected, Model.Apply(new Dictionary<string, double> { ["axes"] = axes, ["marks"] = marks }), 12);

    [Fact]
    public void Apply_WhatIsNotNamed_DoesNotSpeakAgainst()
        => Assert.Equal(Model.Apply(new Dictionary<string, double> { ["axes"] = 0.4, ["marks"] = 1 }), Model.Apply(new Dictionary<string, double> { ["axes"] = 0.4, ["else"] = 0 }));

    [Theory]
    [InlineData(0, -0.1)]
    [InlineData(0, double.NaN)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Constructor_NumbersThatAreNone_IsRejected(double bias, double weight)
        => Assert.Throws<ArgumentException>(() => new ConfidenceModel(bias, [KeyValuePair.Create("axes", weight)]));

    [Theory]
    [InlineData("table", "fullRows")]
    [InlineData("equation", "numbered")]
    [InlineData("chart", "axes")]
    [InlineData("chart-paths", "axes")]
    [InlineData("diagram", "attached")]
    public void Apply_ShippedModel_RisesWithTheEvidence(string processor, string name)
    {
        double[] values = [.. Enumerable.Range(0, 11).Select(i => ConfidenceModels.Apply(Element(processor, (name, i / 10.0))))];

        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.True(values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second));
        Assert.InRange(values[^1], 0.85, 0.999);
    }

    [Fact]
    public void Apply_NoModelOrNoEvidence_KeepsTheScore()
    {
        Assert.Equal(0.37, ConfidenceModels.Apply(Element("someone-elses", ("axes", 1))));
        Assert.Equal(0.37, ConfidenceModels.Apply(Element("chart")));
    }

    [Fact]
    public void ToProperties_ValuesOutsideTheRange_AreKeptWithinIt()
    {
        IReadOnlyDictionary<string, double> evidence = ElementEvidence.Of(Element("chart", ("over", 3), ("under", -1), ("none", double.NaN), ("long", 0.123456)))!;

        Assert.Equal([1, 0, 0, 0.1235], evidence.Values);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("[1]")]
    public void Of_PropertyOfAnotherForm_IsNoEvidence(string json)
        => Assert.Null(ElementEvidence.Of(Element("chart") with { Properties = new Dictionary<string, JsonElement> { [ElementEvidence.Property] = JsonElement.Parse(json) } }));

    private static VisualElement Element(string processor, params (string, double)[] evidence) => new()
    {
        ElementType = VisualElementType.Chart,
        BoundingBox = new BoundingBox(0, 0, 1, 1),
        PageNumber = 1,
        Confidence = 0.37,
        Processor = processor,
        Properties = ElementEvidence.ToProperties(evidence),
    };
}
