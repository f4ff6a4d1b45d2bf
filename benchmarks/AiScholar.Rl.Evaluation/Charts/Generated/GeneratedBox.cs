namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>The numbers of one box: whisker, quartiles, whisker, and what lies outside.</summary>
internal sealed record GeneratedBox(double Low, double Lower, double Median, double Upper, double High, IReadOnlyList<double> Outliers);
