namespace AiScholar.Rl.Core;

/// <summary>Draws the estimated cumulative reward of each policy that was not refused.</summary>
internal static class CumulativeChart
{
    private const int Width = 760;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 560;
    private const int Top = 40;
    private const int Bottom = 370;
    private static readonly string[] Colors = ["#444444", "#1f5fa8", "#c4572a", "#1a7f37", "#8250df", "#b0830b", "#0e8a8a", "#c2255c"];

    public static string Write(OfflineEvaluationReport report)
    {
        PolicyEvaluation[] policies = [.. report.Policies.Where(policy => policy.RefusalReason is null && policy.Slices.Count > 0)];
        var canvas = new SvgCanvas(Width, Height, $"Cumulative reward, loop {report.LoopName}");
        var x = new ChartScale([0, report.EventCount], Left, Right);
        var y = new ChartScale(policies.SelectMany(policy => policy.Slices.Select(slice => slice.CumulativeReward)).Append(0), Bottom, Top);
        foreach ((double position, string label) in x.Ticks())
        {
            canvas.Line(position, Top, position, Bottom, "#eeeeee");
            canvas.Text(position, Bottom + 18, label, "middle");
        }

        foreach ((double position, string label) in y.Ticks())
        {
            canvas.Line(Left, position, Right, position, "#dddddd");
            canvas.Text(Left - 8, position + 4, label, "end");
        }

        canvas.Text((Left + Right) / 2.0, Height - 10, "decisions", "middle");
        for (int i = 0; i < policies.Length; i++)
        {
            string color = Colors[i % Colors.Length];
            canvas.Path(Points(policies[i]).Select(point => (x.At(point.Count), y.At(point.Reward))), color);
            double row = Top + (i * 20);
            canvas.Line(Right + 14, row, Right + 34, row, color, 3);
            canvas.Text(Right + 40, row + 4, policies[i].Name.Length <= 20 ? policies[i].Name : policies[i].Name[..19] + "…");
        }

        return canvas.ToString();
    }

    private static IEnumerable<(int Count, double Reward)> Points(PolicyEvaluation policy)
    {
        int count = 0;
        yield return (0, 0);
        foreach (PolicyTimeSlice slice in policy.Slices)
            yield return (count += slice.SampleCount, slice.CumulativeReward);
    }
}
