namespace AiScholar.Rl.Training.Confidence;

/// <summary>An element as the measure <c>calibration</c> wrote it.</summary>
/// <param name="Processor">The processor that read it.</param>
/// <param name="Document">The document it stands in.</param>
/// <param name="Evidence">What speaks for it; null when it says nothing.</param>
/// <param name="IsRight">Whether it matches the truth.</param>
/// <param name="IsTune">Whether it is of the half to fit on.</param>
/// <param name="IsTruthComplete">Whether its document's truth tells the elements of its kind.</param>
internal sealed record ConfidenceSample(string Processor, string Document, Dictionary<string, double>? Evidence, bool IsRight, bool IsTune, bool IsTruthComplete);
