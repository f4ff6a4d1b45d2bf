using System.Globalization;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>Writes a report as Markdown.</summary>
internal static class ReportMarkdown
{
    public static string Write(OfflineEvaluationReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# Offline evaluation of loop {Cell(report.LoopName)}");
        Line(text, $"");
        Line(text, $"{report.EventCount:N0} decisions, {report.RewardedCount:N0} with a reward, from {report.From:u} to {report.Until:u}; learners judged {(report.Protocol == OfflineProtocol.Progressive ? "on each decision before they learn from it" : "on folds they did not learn from")}.");
        Line(text, $"");
        Line(text, $"**{Cell(report.Conclusion)}**");
        Line(text, $"");
        Line(text, $"| policy | value | {report.ConfidenceLevel:P0} interval | gain over logged | corrected interval | effective decisions | largest weight |");
        Line(text, $"|---|---|---|---|---|---|---|");
        foreach (PolicyEvaluation policy in report.Policies.Where(policy => policy.RefusalReason is null))
            Line(text, $"| {Cell(policy.Name)} | {policy.Main!.Value:F4} | {policy.Main.LowerBound:F4} to {policy.Main.UpperBound:F4} | {policy.Gain:F4} | {policy.GainLowerBound:F4} to {policy.GainUpperBound:F4} | {policy.Diagnostics!.EffectiveSampleSize:F0} | {policy.Diagnostics.LargestWeight:F1} |");
        Refused(text, report);
        Estimators(text, report);
        Slices(text, report);
        return text.ToString();
    }

    private static void Refused(StringBuilder text, OfflineEvaluationReport report)
    {
        PolicyEvaluation[] refused = [.. report.Policies.Where(policy => policy.RefusalReason is not null)];
        if (refused.Length > 0)
            Line(text, $"\n## Refused\n");
        foreach (PolicyEvaluation policy in refused)
        {
            Line(text, $"- {Cell(policy.Name)}: {Cell(policy.RefusalReason!)}");
            if (policy.Diagnostics?.OverlapGaps is { Count: > 0 } gaps)
                Line(text, $"  The log (nearly) never had: {string.Join(", ", gaps.Take(5).Select(gap => string.Create(CultureInfo.InvariantCulture, $"{Cell(gap.ActionId)} ({gap.TargetShare:P1} of its choices)")))}.");
        }
    }

    private static void Estimators(StringBuilder text, OfflineEvaluationReport report)
    {
        Line(text, $"\n## Every estimator\n");
        Line(text, $"| policy | estimator | value | interval | effective decisions | parameter | |");
        Line(text, $"|---|---|---|---|---|---|---|");
        foreach (PolicyEvaluation policy in report.Policies)
        {
            foreach (OffPolicyEstimate estimate in policy.Estimates)
                Line(text, $"| {Cell(policy.Name)} | {estimate.Estimator} | {estimate.Value:F4} | {estimate.LowerBound:F4} to {estimate.UpperBound:F4} | {estimate.EffectiveSampleSize:F0} | {estimate.Parameter:G4} | {Cell(estimate.RefusalReason is { } reason ? "refused: " + reason : "")} |");
        }
    }

    private static void Slices(StringBuilder text, OfflineEvaluationReport report)
    {
        PolicyEvaluation[] shown = [.. report.Policies.Where(policy => policy.RefusalReason is null)];
        Line(text, $"\n## Over time\n");
        Line(text, $"| from | decisions | {string.Join(" | ", shown.Select(policy => Cell(policy.Name)))} |");
        Line(text, $"|---|---|{string.Concat(Enumerable.Repeat("---|", shown.Length))}");
        for (int slice = 0; slice < (shown.Length == 0 ? 0 : shown[0].Slices.Count); slice++)
            Line(text, $"| {shown[0].Slices[slice].From:u} | {shown[0].Slices[slice].SampleCount} | {string.Join(" | ", shown.Select(policy => policy.Slices[slice].Value.ToString("F4", CultureInfo.InvariantCulture)))} |");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Names come from hosts: they must not break a table or bring markup.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (char character in text)
            _ = character is '|' or '<' or '>' or '[' or ']' or '*' or '_' or '`' or '\\' or '#' ? cell.Append('\\').Append(character) : cell.Append(char.IsControl(character) ? ' ' : character);
        return cell.ToString();
    }
}
