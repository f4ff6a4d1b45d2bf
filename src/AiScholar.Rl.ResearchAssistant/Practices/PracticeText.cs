using System.Globalization;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How practices are named and advised in words.</summary>
internal static class PracticeText
{
    /// <summary>A stable id of conditions.</summary>
    public static string IdOf(IReadOnlyList<PracticeCondition> conditions)
    {
        var id = new StringBuilder();
        foreach (PracticeCondition condition in conditions)
        {
            id.Append(id.Length == 0 ? "" : "&").Append(condition.Kind.ToString().ToLowerInvariant()).Append(':').Append(Uri.EscapeDataString(condition.Subject));
            if (condition.Value.Length > 0)
                id.Append(':').Append(Uri.EscapeDataString(condition.Value));
        }

        return id.ToString();
    }

    public static string NameOf(IReadOnlyList<PracticeCondition> conditions) => string.Join(" and ", conditions.Select(NameOf));

    /// <summary>One sentence with the figures.</summary>
    public static string Advise(BestPractice practice)
    {
        EffectEstimate odds = practice.OddsRatio, risk = practice.RiskDifference;
        string adjusted = odds.AdjustedFor.Count switch
        {
            0 => "not adjusted for anything",
            1 => $"adjusted for {odds.AdjustedFor[0]}",
            _ => $"adjusted for {odds.AdjustedFor[0]} and {odds.AdjustedFor.Count - 1} more",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{(practice.Direction == PracticeDirection.Follow ? "Follow" : "Avoid")}: {NameOf(practice.Conditions)}. Of {practice.SessionsWith} sessions with it {practice.SuccessWith:P0} succeeded, of {practice.SessionsWithout} without it {practice.SuccessWithout:P0}; {adjusted}, it multiplies the odds of success by {odds.Value:0.00} ({odds.ConfidenceLevel:P0} interval {odds.LowerBound:0.00} to {odds.UpperBound:0.00}), {risk.Value * 100:+0;-0} points of success (false-discovery rate {practice.AdjustedPValue:0.###}).");
    }

    private static string NameOf(PracticeCondition condition) => condition.Kind switch
    {
        PracticeConditionKind.Activity => $"do '{condition.Subject}'",
        PracticeConditionKind.Order => $"do '{condition.Subject}' before '{condition.Value}'",
        PracticeConditionKind.Attribute => $"have {condition.Subject} = '{condition.Value}'",
        _ => $"use '{condition.Subject}'",
    };
}
