using System.Text.Json;
using System.Xml.Linq;

namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>The whole QuickStart on the bundled paper.</summary>
[Trait("Category", "Integration")]
public sealed class BundledPaperTests(BundledPaperRun run) : IClassFixture<BundledPaperRun>
{
    [Fact]
    public void Run_BundledPaper_SucceedsWithoutAWordOnStandardError()
    {
        Assert.Equal("", run.Process.Error);
        Assert.Equal(0, run.Process.ExitCode);
    }

    [Fact]
    public void Run_OutputRedirected_IsPlainText() => Assert.DoesNotContain('\u001b', run.Process.Output);

    [Theory]
    [InlineData("Table 1")]
    [InlineData("Figure 2")]
    [InlineData("best possible")]
    [InlineData("SNIPS")]
    [InlineData("After search, open: read")]
    [InlineData("As planned: 142 h")]
    [InlineData("search -> read -> measure -> analyse -> write")]
    [InlineData("Health: Healthy")]
    public void Run_BundledPaper_PrintsEachStep(string expected) => Assert.Contains(expected, run.Process.Output, StringComparison.Ordinal);

    [Fact]
    public void Output_Document_IsTheSdksModelWithTheTablesCells()
    {
        DocumentAnalysis analysis = AdvancedRlJson.Deserialize<DocumentAnalysis>(Read("document.json"));

        VisualElement table = Assert.Single(analysis.Elements, element => element.ElementType == VisualElementType.Table && element.Label == "Table 1");
        TableContent content = Assert.IsType<TableContent>(table.Content);
        Assert.Equal((5, 5), (content.RowCount, content.ColumnCount));
        Assert.Equal(["Policy", "Student", "Postdoc", "Professor", "All"], content.ToRows()[0]);
        Assert.Contains(analysis.Features.CrossModalRelationships, tie => tie.Kind == RelationshipKind.Reference && tie.ElementId == table.Id);
    }

    [Fact]
    public void Output_Document_HoldsTheLinesOfTheChart()
    {
        DocumentAnalysis analysis = AdvancedRlJson.Deserialize<DocumentAnalysis>(Read("document.json"));

        ChartContent chart = Assert.IsType<ChartContent>(Assert.Single(analysis.Elements, element => element.Label == "Figure 2").Content);
        Assert.Equal(ChartKinds.Line, chart.ChartKind);
        Assert.Equal(["Best fixed", "UCB", "Uniform", "ε-greedy"], chart.Series.Select(series => series.Name).Order(StringComparer.Ordinal));
        Assert.All(chart.Series, series => Assert.Equal(100, series.Points[0].X, 1.0));
        Assert.InRange(chart.Series.Single(series => series.Name == "UCB").Points[^1].Y, 0.555, 0.567);
    }

    [Fact]
    public void Output_Workflow_IsShorterThanPlannedAndAboveItsBound()
    {
        OptimizedWorkflow optimized = AdvancedRlJson.Deserialize<OptimizedWorkflow>(Read("workflow.json"));

        Assert.Equal(25, optimized.OptimizedTasks.Count);
        Assert.InRange(optimized.Makespan, optimized.LowerBound, optimized.OriginalMakespan - TimeSpan.FromHours(20));
    }

    [Fact]
    public void Output_Decisions_LoopBeatsRandomAndTheBestFixedChoice()
    {
        using var decisions = JsonDocument.Parse(Read("decisions.json"));
        double[] curve = [.. decisions.RootElement.GetProperty("learningCurve").EnumerateArray().Select(value => value.GetDouble())];

        Assert.True(curve[^10..].Average() > decisions.RootElement.GetProperty("bestFixedReward").GetDouble() + 0.1);
        Assert.Equal(3, decisions.RootElement.GetProperty("estimates").EnumerateObject().Count());
    }

    [Fact]
    public async Task Run_SameSeed_GivesTheSameDecisionsPredictionAndPatterns()
    {
        string again = Directory.CreateDirectory(Path.Combine(run.Folder, "again")).FullName;

        await QuickStartProcess.RunAsync("--output", again, "--seed", "3");

        foreach (string name in (string[])["decisions.json", "prediction.json", "patterns.json"])
            Assert.Equal(Read(name), await File.ReadAllTextAsync(Path.Combine(again, name)));
    }

    [Fact]
    public void Output_ModelsOfTheOtherSteps_AreReadBack()
    {
        Assert.Equal(ActionType.Read, AdvancedRlJson.Deserialize<PredictedAction>(Read("prediction.json")).ActionType);
        Assert.NotEmpty(AdvancedRlJson.Deserialize<WorkflowPatterns>(Read("patterns.json")).Patterns);
        Assert.NotEmpty(AdvancedRlJson.Deserialize<IReadOnlyList<MetricValue>>(Read("metrics.json")));
        Assert.NotEmpty(AdvancedRlJson.Deserialize<AdvancedRlHealthReport>(Read("health.json")).Components);
    }

    [Theory]
    [InlineData(1, "Which", "figure")]
    [InlineData(2, "References", "table")]
    public void Output_PageSvg_HoldsWordsAndLabelledBoxes(int page, string word, string label)
    {
        XElement svg = XElement.Parse(Read($"page-{page}.svg"));
        XNamespace ns = "http://www.w3.org/2000/svg";

        Assert.Contains(svg.Descendants(ns + "text"), text => text.Value == word);
        Assert.Contains(svg.Descendants(ns + "text"), text => text.Value.StartsWith(label, StringComparison.Ordinal) || text.Value.StartsWith("flowchart", StringComparison.Ordinal));
        Assert.True(svg.Descendants(ns + "rect").Count() > 1);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(run.Folder, name));
}
