namespace AiScholar.Rl.MultiModal;

/// <summary>A chart read from pixels or paths: what it holds, where it stands, and how sure that is, 0 to 1.</summary>
internal sealed record ReadChart(ChartContent Content, BoundingBox Box, double Confidence);
