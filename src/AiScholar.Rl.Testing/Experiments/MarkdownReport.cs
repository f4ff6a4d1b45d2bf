using System.Globalization;
using System.Text;

namespace AiScholar.Rl.Testing;

internal static class MarkdownReport
{
    public static string Write(ExperimentReport report)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, ExperimentResult> environment in report.Results.GroupBy(result => result.Environment))
        {
            ExperimentResult first = environment.First();
            string[] figures = [.. environment.SelectMany(result => result.Figures).Select(figure => figure.Name).Distinct()];
            bool hasCost = environment.Any(result => result.Cost is not null);
            text.Append(CultureInfo.InvariantCulture, $"### {Escape(environment.Key)}\n\n{first.Replications} runs of {first.Steps} decisions, seed {report.Seed}; means with {report.ConfidenceLevel:P0} intervals.\n\n");
            Row(text, ["learner", .. figures, .. hasCost ? ["us/decision", "us/reward", "B/decision"] : Array.Empty<string>()]);
            Row(text, ["---", .. figures.Select(_ => "---:"), .. hasCost ? ["---:", "---:", "---:"] : Array.Empty<string>()]);
            foreach (ExperimentResult result in environment)
                Row(text, [Escape(result.Learner), .. figures.Select(name => Cell(result.Figures.FirstOrDefault(figure => figure.Name == name))), .. hasCost ? Cost(result.Cost) : []]);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(ExperimentFigure? figure) =>
        figure is null ? "" : figure.LowerBound is null ? Number(figure.Mean) : $"{Number(figure.Mean)} [{Number(figure.LowerBound.Value)}, {Number(figure.UpperBound!.Value)}]";

    private static string[] Cost(ExperimentCost? cost) =>
        cost is null ? ["", "", ""] : [Number(cost.DecisionMicroseconds), Number(cost.RewardMicroseconds), Number(cost.AllocatedBytes)];

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : Math.Abs(value) >= 10 ? "F1" : "0.###", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
