namespace AiScholar.Rl;

/// <summary>Tests practices on real work: each piece of work is told by a decision whether to follow one. Safe to call from many threads.</summary>
/// <remarks>It decides through the loop of <c>AdvancedRl:ResearchAssistant:Practices:LoopName</c>, so the host must have added personalization.</remarks>
public interface IPracticeTrials
{
    /// <summary>Decides whether a piece of work is to follow the practice.</summary>
    /// <exception cref="AdvancedRlException">No personalization loop of the configured name is registered.</exception>
    /// <exception cref="PersonalizationException">The request is unusable.</exception>
    ValueTask<PracticeTrial> AssignAsync(PracticeTrialRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells how the work went.</summary>
    /// <param name="eventId">The event id of the trial.</param>
    /// <param name="outcome">0 for a failure to 1 for a success.</param>
    /// <param name="tenantId">The tenant; empty for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is outside 0 to 1.</exception>
    ValueTask<RewardResult> ReportAsync(string eventId, double outcome, string tenantId = "", CancellationToken cancellationToken = default);

    /// <summary>Says what the trial of a practice has shown so far, from the experience log.</summary>
    ValueTask<PracticeTrialReport> GetReportAsync(string practiceId, string tenantId = "", CancellationToken cancellationToken = default);
}
