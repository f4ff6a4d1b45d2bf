namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What the sessions say of one practice.</summary>
/// <param name="Candidate">The practice.</param>
/// <param name="Design">The columns it was tested with.</param>
/// <param name="Column">Its own column among them.</param>
/// <param name="Fit">The regression.</param>
internal sealed record PracticeTest(PracticeCandidate Candidate, DesignMatrix Design, int Column, LogisticFit Fit)
{
    /// <summary>Whether it can be told apart from what it was tested with.</summary>
    public bool IsIdentified => !double.IsNaN(Fit.Estimates[Column]);
}
