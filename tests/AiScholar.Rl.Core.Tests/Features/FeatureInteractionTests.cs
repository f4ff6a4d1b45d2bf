using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class FeatureInteractionTests
{
    [Fact]
    public void EncodeNext_NamespacesThatInteract_GetTheProductsOfTheirValues()
    {
        var encoder = new FeatureEncoder(Options("user*paper"));
        FeatureSet row = [Feature.Categorical("level", "phd", "user"), Feature.Categorical("field", "physics", "user"), Feature.Tags("topics", ["a", "b"], "paper"), Feature.Categorical("other", "x")];
        FeatureVector vector = encoder.EncodeNext(row);

        // Two user categories and two tags of 1/sqrt(2) each, the other category, and four products.
        Assert.Equal(9, vector.Dimension);
        float tag = (float)(1 / Math.Sqrt(2));
        Assert.Equal([1, 1, tag, tag, 1, tag, tag, tag, tag], vector.Values.ToArray());
    }

    [Fact]
    public void EncodeNext_NumberTimesCategory_ScalesTheIndicator()
    {
        var encoder = new FeatureEncoder(Options("hour*device", deviation: false));
        for (int i = 0; i < 100; i++)
            encoder.EncodeNext([Feature.Numeric("hour", i % 24), Feature.Categorical("device", i % 2 == 0 ? "phone" : "desk")]);
        FeatureVector vector = encoder.Encode([Feature.Numeric("hour", 20), Feature.Categorical("device", "phone")]);

        Dictionary<int, float> values = vector.Indices.ToArray().Zip(vector.Values.ToArray()).ToDictionary(pair => pair.First, pair => pair.Second);
        float hour = values[0];
        Assert.True(hour > 0.5);
        Assert.Equal(3, values.Count);
        Assert.Equal(2, values.Values.Count(value => value == hour));
    }

    [Fact]
    public void EncodeNext_TwoInteractionsOfOnePair_CountItOnce()
    {
        var encoder = new FeatureEncoder(Options("a*b", "b*a", "u*v"));
        FeatureVector vector = encoder.EncodeNext([Feature.Categorical("a", "1", "u"), Feature.Categorical("b", "1", "v")]);
        Assert.Equal(3, vector.Dimension);
    }

    [Fact]
    public async Task LoadAsync_WithInteractions_EncodesAsBefore()
    {
        var encoder = new FeatureEncoder(Options("user*paper"));
        FeatureSet row = [Feature.Categorical("level", "phd", "user"), Feature.Numeric("pages", 3, "paper")];
        for (int i = 0; i < 5; i++)
            encoder.EncodeNext([Feature.Categorical("level", "phd", "user"), Feature.Numeric("pages", i, "paper")]);
        using var saved = new MemoryStream();
        await encoder.SaveAsync(saved);
        saved.Position = 0;
        var loaded = new FeatureEncoder(Options("user*paper"));
        await loaded.LoadAsync(saved);

        Assert.Equal(encoder.Encode(row).Values.ToArray(), loaded.Encode(row).Values.ToArray());
        Assert.Equal(encoder.Encode(row).Indices.ToArray(), loaded.Encode(row).Indices.ToArray());
    }

    [Theory]
    [InlineData("user")]
    [InlineData("user*")]
    [InlineData("a*b*c")]
    public void Constructor_NoInteraction_IsRejected(string text)
    {
        ValidationException exception = Assert.Throws<ValidationException>(() => new FeatureEncoder(Options(text)));
        Assert.Contains("first*second", exception.Message, StringComparison.Ordinal);
    }

    private static FeatureEncoderOptions Options(string interaction, params string[] others) => Options(interaction, true, others);

    private static FeatureEncoderOptions Options(string interaction, bool deviation, params string[] others)
    {
        var options = new FeatureEncoderOptions { NumericDeviation = deviation };
        options.Interactions.Add(interaction);
        foreach (string other in others)
            options.Interactions.Add(other);
        return options;
    }
}
