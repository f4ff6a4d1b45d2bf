using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Abstractions.Tests.Serialization;

[Trait("Category", "Unit")]
public sealed class ElementContentJsonTests
{
    private const string Unknown = """{"elementType":"spectrum","boundingBox":{"x":1,"y":2,"width":3,"height":4},"pageNumber":1,"confidence":0.5,"id":"","content":{"peaks":[{"at":1.50,"kind":"inner"},null],"kind":"spectrum","note":"é"},"properties":{},"issues":[]}""";

    public static TheoryData<ElementContent> BuiltIns =>
    [
        (ElementContent)SampleModels.Create(typeof(TableContent)), (ElementContent)SampleModels.Create(typeof(ChartContent)),
        (ElementContent)SampleModels.Create(typeof(DiagramContent)), (ElementContent)SampleModels.Create(typeof(FlowchartContent)),
        (ElementContent)SampleModels.Create(typeof(EquationContent)), (ElementContent)SampleModels.Create(typeof(FigureContent)),
    ];

    [Theory]
    [MemberData(nameof(BuiltIns), DisableDiscoveryEnumeration = true)]
    public void Json_BuiltInContentOfAnElement_ComesBackAsItsType(ElementContent content)
    {
        string json = AdvancedRlJson.Serialize(Element(content));
        VisualElement read = AdvancedRlJson.Deserialize<VisualElement>(json);

        Assert.Equal(content.GetType(), read.Content?.GetType());
        Assert.Equal(json, AdvancedRlJson.Serialize(read));
    }

    [Fact]
    public void Json_UnknownKind_IsKeptWholeAndWrittenBackUnchanged()
    {
        VisualElement read = AdvancedRlJson.Deserialize<VisualElement>(Unknown);

        var content = Assert.IsType<UnknownContent>(read.Content);
        Assert.Equal("spectrum", content.Kind);
        using JsonDocument expected = JsonDocument.Parse(Unknown), actual = JsonDocument.Parse(AdvancedRlJson.Serialize(read));
        Assert.Equal(expected.RootElement.GetProperty("content").GetRawText(), actual.RootElement.GetProperty("content").GetRawText().Replace("\\u00E9", "é", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement));
    }

    [Fact]
    public void Json_ContentWithoutKind_IsKeptWhole()
    {
        VisualElement read = AdvancedRlJson.Deserialize<VisualElement>(Unknown.Replace("\"kind\":\"spectrum\",", "\"kind\":7,", StringComparison.Ordinal));

        Assert.Equal("", Assert.IsType<UnknownContent>(read.Content).Kind);
        Assert.Contains("\"kind\":7", AdvancedRlJson.Serialize(read), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_UnknownKindThatLaterIsRegistered_ComesBackAsItsType()
    {
        string keptByAnother = AdvancedRlJson.Serialize(AdvancedRlJson.Deserialize<VisualElement>(AdvancedRlJson.Serialize(Element(new GelBlotContent { Lanes = 7 }), WithGelBlot())));

        VisualElement read = AdvancedRlJson.Deserialize<VisualElement>(keptByAnother, WithGelBlot());

        Assert.Equal(7, Assert.IsType<GelBlotContent>(read.Content).Lanes);
    }

    [Fact]
    public void AddContent_ThirdPartysType_IsWrittenAndReadAsItself()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddContent(GelBlotJson.Default.GelBlotContent).AddMultiModal(multiModal => multiModal.AddContent(GelBlotJson.Default.GelBlotContent)))
            .BuildServiceProvider();
        JsonSerializerOptions options = AdvancedRlJson.CreateOptions(services.GetRequiredService<ElementContentRegistry>());
        VisualElement element = Element(new GelBlotContent { Lanes = 4, Marker = "1 kb" });

        string json = AdvancedRlJson.Serialize(element, options);
        VisualElement read = AdvancedRlJson.Deserialize<VisualElement>(json, options);

        Assert.Contains("\"content\":{\"kind\":\"gel-blot\",\"Lanes\":4", json, StringComparison.Ordinal);
        Assert.Equal(element.Content, read.Content);
        Assert.Single(services.GetServices<ElementContentDescriptor>());
        Assert.Contains("gel-blot", services.GetRequiredService<ElementContentRegistry>().Kinds);
    }

    [Fact]
    public void Serialize_ContentNotRegistered_SaysWhatToCall()
    {
        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Serialize(Element(new GelBlotContent { Lanes = 1 })));

        Assert.Equal(AdvancedRlErrorCode.SerializationFailed, thrown.ErrorCode);
        Assert.Contains("call AddContent(…)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddContent_KindOfABuiltIn_Throws()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddAdvancedRl(rl => rl.AddContent(GelBlotJson.Default.MyTableContent)));

        Assert.Contains("'table' is taken by AiScholar.Rl.TableContent", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddContent_KindOfAnother_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddAdvancedRl(rl => rl.AddContent(GelBlotJson.Default.GelBlotContent).AddContent(GelBlotJson.Default.OtherGelBlotContent)));

    [Fact]
    public void AddContent_NoKind_Throws() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAdvancedRl(rl => rl.AddContent(GelBlotJson.Default.KindlessContent)));

    [Theory]
    [InlineData("""{"elementType":"table"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void Deserialize_JsonThatDoesNotFit_ThrowsTheSdksError(string json)
    {
        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Deserialize<VisualElement>(json));

        Assert.Equal(AdvancedRlErrorCode.SerializationFailed, thrown.ErrorCode);
        Assert.StartsWith("The JSON is no VisualElement: ", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"content\":[1]")]
    [InlineData("\"content\":\"text\"")]
    [InlineData("\"content\":{\"kind\":\"table\"}")]
    [InlineData("\"content\":{\"kind\":\"table\",\"rowCount\":\"many\",\"columnCount\":1,\"cells\":[]}")]
    public void Deserialize_ContentThatDoesNotFit_ThrowsTheSdksError(string content)
    {
        string json = $$"""{"elementType":"table","boundingBox":{"x":1,"y":2,"width":3,"height":4},"pageNumber":1,"confidence":0.5,{{content}}}""";

        Assert.Equal(AdvancedRlErrorCode.SerializationFailed, Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Deserialize<VisualElement>(json)).ErrorCode);
    }

    [Fact]
    public void Deserialize_PropertyOfANewerVersion_IsSkipped() =>
        Assert.Equal("spectrum", AdvancedRlJson.Deserialize<VisualElement>(Unknown.Replace("\"id\":\"\"", "\"id\":\"\",\"later\":{\"x\":[1]}", StringComparison.Ordinal)).ElementType.Value);

    private static JsonSerializerOptions WithGelBlot() =>
        AdvancedRlJson.CreateOptions(new ElementContentRegistry([ElementContentDescriptor.For(GelBlotJson.Default.GelBlotContent)]));

    private static VisualElement Element(ElementContent content) =>
        new() { ElementType = new VisualElementType("gel-blot"), BoundingBox = new BoundingBox(1, 2, 3, 4), PageNumber = 1, Confidence = 0.5, Content = content };
}

[ElementContentKind("gel-blot")]
public sealed record GelBlotContent : ElementContent
{
    public required int Lanes { get; init; }

    public string? Marker { get; init; }
}

[ElementContentKind("gel-blot")]
public sealed record OtherGelBlotContent : ElementContent;

[ElementContentKind("table")]
public sealed record MyTableContent : ElementContent;

public sealed record KindlessContent : ElementContent;

[JsonSerializable(typeof(GelBlotContent))]
[JsonSerializable(typeof(OtherGelBlotContent))]
[JsonSerializable(typeof(MyTableContent))]
[JsonSerializable(typeof(KindlessContent))]
internal sealed partial class GelBlotJson : JsonSerializerContext;
