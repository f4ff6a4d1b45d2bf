namespace AiScholar.Rl.Core;

/// <summary>Draws the doubly robust value of each policy with its interval; a policy refused is grey.</summary>
internal static class IntervalChart
{
    private const int Width = 760;
    private const int Left = 210;
    private const int RowHeight = 28;
    private const int Top = 44;

    public static string Write(OfflineEvaluationReport report)
    {
        PolicyEvaluation[] policies = [.. report.Policies.Where(policy => policy.Main is not null)];
        int bottom = Top + (policies.Length * RowHeight);
        var canvas = new SvgCanvas(Width, bottom + 40, $"Mean reward per decision, loop {report.LoopName}");
        var scale = new ChartScale(policies.SelectMany(policy => new[] { policy.Main!.LowerBound, policy.Main.Value, policy.Main.UpperBound }), Left, Width - 20);
        foreach ((double position, string label) in scale.Ticks())
        {
            canvas.Line(position, Top - 6, position, bottom, "#dddddd");
            canvas.Text(position, bottom + 18, label, "middle");
        }

        double logged = scale.At(policies[0].Main!.Value);
        canvas.Line(logged, Top - 6, logged, bottom, "#888888", 1.5);
        for (int i = 0; i < policies.Length; i++)
        {
            PolicyEvaluation policy = policies[i];
            double y = Top + ((i + 0.5) * RowHeight);
            string color = policy.RefusalReason is not null ? "#bbbbbb" : policy.Name == report.Winner ? "#1a7f37" : "#1f5fa8";
            canvas.Text(Left - 10, y + 4, Shorten(policy.Name) + (policy.RefusalReason is null ? "" : " (refused)"), "end", policy.RefusalReason is null ? "#222222" : "#888888");
            canvas.Line(scale.At(policy.Main!.LowerBound), y, scale.At(policy.Main.UpperBound), y, color, 3);
            canvas.Dot(scale.At(policy.Main.Value), y, color);
        }

        return canvas.ToString();
    }

    private static string Shorten(string name) => name.Length <= 24 ? name : name[..23] + "…";
}
