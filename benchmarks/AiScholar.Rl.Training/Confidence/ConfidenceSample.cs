namespace AiScholar.Rl.Training.Confidence;

/// <summary>An element as the measure <c>calibration</c> wrote it.</summary>
/// <param name="Processor">The processor that read it.</param>
/// <param name="Confidence">Its bare score.</param>
/// <param name="IsRight">Whether it matches the truth.</param>
/// <param name="IsTune">Whether it is of the half to fit on.</param>
internal sealed record ConfidenceSample(string Processor, double Confidence, bool IsRight, bool IsTune);
