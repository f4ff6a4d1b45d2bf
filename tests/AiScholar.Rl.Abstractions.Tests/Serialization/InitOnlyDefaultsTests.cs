namespace AiScholar.Rl.Abstractions.Tests.Serialization;

[Trait("Category", "Unit")]
public sealed class InitOnlyDefaultsTests
{
    [Fact]
    public void Deserialize_OptionalPropertiesLeftOut_HaveTheirInitialValues()
    {
        ResearchWorkflow workflow = AdvancedRlJson.Deserialize<ResearchWorkflow>("""{"id":"w","taskSequence":[{"id":"a","duration":"01:00:00"}]}""");

        WorkflowTask task = Assert.Single(workflow.TaskSequence);
        Assert.Equal(1, task.Priority);
        Assert.Empty(task.Dependencies);
        Assert.Empty(workflow.Resources);
        Assert.Equal("", workflow.Name);
    }

    [Fact]
    public void Deserialize_ContentWithPropertiesLeftOut_HasItsInitialValues()
    {
        VisualElement element = AdvancedRlJson.Deserialize<VisualElement>(
            """{"elementType":"chart","boundingBox":{"x":1,"y":2,"width":3,"height":4},"pageNumber":1,"confidence":0.5,"content":{"kind":"chart","chartKind":"bar","axes":[{"name":"x"}],"series":[{"points":[{"x":1,"y":2}]}]}}""");

        var chart = Assert.IsType<ChartContent>(element.Content);
        Assert.Equal("linear", Assert.Single(chart.Axes).Scale);
        Assert.Equal(1, Assert.Single(Assert.Single(chart.Series).Points).Confidence);
    }

    [Fact]
    public void Deserialize_ThirdPartysContentWithPropertiesLeftOut_HasItsInitialValues()
    {
        var options = AdvancedRlJson.CreateOptions(new ElementContentRegistry([ElementContentDescriptor.For(NotesJson.Default.NotesContent)]));

        VisualElement element = AdvancedRlJson.Deserialize<VisualElement>(
            """{"elementType":"notes","boundingBox":{"x":1,"y":2,"width":3,"height":4},"pageNumber":1,"confidence":0.5,"content":{"kind":"notes"}}""", options);

        Assert.Equal("untitled", Assert.IsType<NotesContent>(element.Content).Title);
    }

    [Fact]
    public void Deserialize_RequiredPropertyLeftOut_IsRefused() =>
        Assert.Contains("taskSequence", Assert.Throws<AdvancedRlException>(() => AdvancedRlJson.Deserialize<ResearchWorkflow>("""{"id":"w"}""")).Message, StringComparison.Ordinal);
}

[ElementContentKind("notes")]
public sealed record NotesContent : ElementContent
{
    public string Title { get; init; } = "untitled";
}

[System.Text.Json.Serialization.JsonSerializable(typeof(NotesContent))]
internal sealed partial class NotesJson : System.Text.Json.Serialization.JsonSerializerContext;
