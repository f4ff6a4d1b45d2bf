using System.Xml.Linq;

namespace AiScholar.Rl.Testing.Tests;

[Trait("Category", "Unit")]
public sealed class ExperimentPlotTests
{
    [Fact]
    public async Task ToSvg_OfTwoLearners_NamesBothInTheBundledFont()
    {
        string svg = ExperimentPlot.ToSvg(await ResultsAsync(), new PlotStyle { Marks = [20], Title = "A title" });
        XDocument document = XDocument.Parse(svg);

        Assert.Equal("svg", document.Root!.Name.LocalName);
        string[] texts = [.. document.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.Contains("uniform", texts);
        Assert.Contains("oracle", texts);
        Assert.Contains("A title", texts);
        Assert.All(document.Descendants().Where(element => element.Name.LocalName == "text"), element => Assert.StartsWith("Inter", (string?)element.Attribute("font-family") ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ToPng_OfTwoLearners_IsAnImage() =>
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], ExperimentPlot.ToPng(await ResultsAsync(), new PlotStyle { Curve = ExperimentCurve.OptimalShare }).Take(4).Select(value => (int)value));

    [Fact]
    public async Task ToSvg_OfAnUnknownCurve_SaysWhichThereAre()
    {
        IReadOnlyList<ExperimentResult> results = await ResultsAsync();

        Assert.Contains("regret", Assert.Throws<ArgumentException>(() => ExperimentPlot.ToSvg(results, new PlotStyle { Curve = "loss" })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ExperimentPlot.ToSvg([]));
    }

    private static async Task<IReadOnlyList<ExperimentResult>> ResultsAsync() =>
        (await new Experiment { Environments = [new LinearBandit()], Learners = [Learner.Uniform(), Learner.Oracle()], Steps = 40, Replications = 2 }.RunAsync()).In("linear");
}
