using System.Globalization;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>A meta-learner beside a plain baseline on tasks new to both, and whether it is worth using.</summary>
public sealed record MetaLearningReport
{
    /// <summary>The learner's name.</summary>
    public required string Learner { get; init; }

    /// <summary>The baseline's name.</summary>
    public required string Baseline { get; init; }

    /// <summary>How many tasks both learnt from.</summary>
    public required int TrainingTasks { get; init; }

    /// <summary>How many new tasks they were compared on.</summary>
    public required int NewTasks { get; init; }

    /// <summary>One row a size of support.</summary>
    public required IReadOnlyList<MetaLearningReportRow> Rows { get; init; }

    /// <summary>Whether the learner is recommended: over all sizes its paired interval lies below 0, and at no size above.</summary>
    public required bool IsRecommended { get; init; }

    /// <summary>Why, or why not.</summary>
    public required string Reason { get; init; }

    /// <summary>The report as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Learner} against {Baseline}\n\n{(IsRecommended ? "Recommended" : "Not recommended")}: {Reason}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{TrainingTasks} tasks to learn from, {NewTasks} new ones; mean absolute error.\n\n");
        text.Append("| support | ").Append(Learner).Append(" | ").Append(Baseline).Append(" | difference, paired interval |\n|---|---|---|---|\n");
        foreach (MetaLearningReportRow row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.SupportSize} | {row.LearnerError:0.0000} | {row.BaselineError:0.0000} | {row.LearnerError - row.BaselineError:+0.0000;-0.0000} [{row.DifferenceLowerBound:0.0000}, {row.DifferenceUpperBound:0.0000}] |\n");
        return text.ToString();
    }
}
