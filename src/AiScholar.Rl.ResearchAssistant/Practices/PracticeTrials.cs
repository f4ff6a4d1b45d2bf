using System.Globalization;
using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Runs practices as bandit experiments: two actions a practice, <c>follow</c> and <c>as-usual</c>, through a personalization loop of the host's.</summary>
/// <remarks>
/// The effect is the difference of what always following and never following would earn, each by inverse propensity scores with a confidence sequence at half
/// the error (Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, "Anytime-valid off-policy inference for contextual bandits", 2022).
/// </remarks>
internal sealed class PracticeTrials(IServiceProvider services, IOptions<PracticeTrialOptions> options) : IPracticeTrials
{
    private const string Follow = "/follow";
    private const string AsUsual = "/as-usual";

    private IPersonalizer Loop => services.GetKeyedService<IPersonalizer>(options.Value.LoopName) ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered,
        $"No personalization loop '{options.Value.LoopName}' decides on practices; call AddPersonalization(\"{options.Value.LoopName}\", …), or set ResearchAssistant:Practices:LoopName.");

    public async ValueTask<PracticeTrial> AssignAsync(PracticeTrialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        BestPractice practice = request.Practice ?? throw new ArgumentException("The request names no practice.", nameof(request));
        Decision decision = await Loop.DecideAsync(new DecisionRequest
        {
            TenantId = request.TenantId,
            UserId = request.UserId,
            Context = request.Context,
            EventId = request.EventId,
            Actions = [new DecisionAction { Id = practice.Id + AsUsual }, new DecisionAction { Id = practice.Id + Follow }],
            BaselineActionId = practice.Id + AsUsual,
        }, cancellationToken).ConfigureAwait(false);
        return new PracticeTrial
        {
            PracticeId = practice.Id,
            EventId = decision.EventId,
            IsFollowed = decision.ChosenActionId == practice.Id + Follow,
            Propensity = decision.Propensity,
        };
    }

    public ValueTask<RewardResult> ReportAsync(string eventId, double outcome, string tenantId = "", CancellationToken cancellationToken = default) => outcome is >= 0 and <= 1
        ? Loop.RewardAsync(new RewardRequest { EventId = eventId, TenantId = tenantId, Value = outcome }, cancellationToken)
        : throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome is 0 for a failure to 1 for a success.");

    public async ValueTask<PracticeTrialReport> GetReportAsync(string practiceId, string tenantId = "", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(practiceId);
        var log = new List<LoggedDecision>();
        IExperienceStore experience = services.GetRequiredService<IExperienceStore>();
        await foreach (LoggedDecision decision in experience.ReadAsync(new ExperienceQuery { LoopName = Loop.LoopName, TenantId = tenantId }, cancellationToken).ConfigureAwait(false))
        {
            if (decision is { IsActive: true, Reward: not null } && decision.Actions.Any(action => action.Id == practiceId + Follow))
                log.Add(decision);
        }

        int followed = log.Count(decision => decision.Actions[decision.ChosenIndex].Id == practiceId + Follow);
        if (log.Count == 0)
            return new PracticeTrialReport { PracticeId = practiceId, Followed = 0, AsUsual = 0, Conclusion = "No outcome is known yet." };
        OffPolicyEstimate with = Evaluate(log, practiceId + Follow), without = Evaluate(log, practiceId + AsUsual);
        string? refusal = with.RefusalReason ?? without.RefusalReason;
        EffectEstimate effect = Difference(with, without, log.Count);
        return new PracticeTrialReport
        {
            PracticeId = practiceId,
            Followed = followed,
            AsUsual = log.Count - followed,
            Effect = refusal is null ? effect : null,
            Conclusion = refusal is null ? Conclude(effect, followed, log.Count - followed) : $"Nothing can be said yet: {refusal}",
        };
    }

    private OffPolicyEstimate Evaluate(List<LoggedDecision> log, string actionId) => OffPolicyEvaluator.Evaluate(log, TargetPolicies.Always(actionId), new OffPolicyOptions
    {
        Estimators = [OffPolicyEstimators.Ips],
        Interval = OffPolicyInterval.ConfidenceSequence,
        ConfidenceLevel = (1 + options.Value.ConfidenceLevel) / 2,
        RewardMinimum = 0,
        RewardMaximum = 1,
    })[0];

    private EffectEstimate Difference(OffPolicyEstimate with, OffPolicyEstimate without, int count)
    {
        double error = Math.Sqrt((with.StandardError * with.StandardError) + (without.StandardError * without.StandardError));
        double difference = with.Value - without.Value;
        return new EffectEstimate
        {
            Measure = "difference of the mean outcome",
            Value = difference,
            LowerBound = Math.Max(-1, with.LowerBound - without.UpperBound),
            UpperBound = Math.Min(1, with.UpperBound - without.LowerBound),
            ConfidenceLevel = options.Value.ConfidenceLevel,
            PValue = error > 0 ? 2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -Math.Abs(difference) / error) : 1,
            SampleCount = count,
        };
    }

    private static string Conclude(EffectEstimate effect, int followed, int asUsual)
    {
        string figures = string.Create(CultureInfo.InvariantCulture,
            $"{effect.Value * 100:+0;-0} points ({effect.ConfidenceLevel:P0} interval {effect.LowerBound * 100:+0;-0} to {effect.UpperBound * 100:+0;-0}) over {followed} pieces of work that followed it and {asUsual} that did not.");
        return effect.LowerBound > 0 ? $"It helps: {figures}" : effect.UpperBound < 0 ? $"It harms: {figures}" : $"Not decided yet: {figures}";
    }
}
