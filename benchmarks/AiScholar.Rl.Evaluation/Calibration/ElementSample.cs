namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>An element that was read: how sure the SDK is of it, and whether it matches the truth.</summary>
/// <param name="Data">The data it is of.</param>
/// <param name="Processor">The processor that read it.</param>
/// <param name="Confidence">Its confidence, 0 to 1.</param>
/// <param name="IsRight">Whether it matches the truth.</param>
/// <param name="IsTune">Whether its document is of the half that curves are fitted on.</param>
public sealed record ElementSample(string Data, string Processor, double Confidence, bool IsRight, bool IsTune);
