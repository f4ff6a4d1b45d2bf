using System.Globalization;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>The weights of what actions are, for marginalised IPS: an action's group is what the host says, else its features, else itself.</summary>
internal sealed class ActionGroups
{
    private ActionGroups(double[] weights, double largest, double unsupported) => (Weights, LargestPossibleWeight, UnsupportedShare) = (weights, largest, unsupported);

    public double[] Weights { get; }

    public double LargestPossibleWeight { get; }

    /// <summary>The share of the target's choices that are of a group without a chance in the log.</summary>
    public double UnsupportedShare { get; }

    public static ActionGroups Of(OffPolicySample sample)
    {
        Func<DecisionAction, string> groupOf = sample.Options.ActionGroup ?? Identity;
        double[] weights = new double[sample.Count];
        double largest = 0, unsupported = 0;
        var sums = new Dictionary<string, (double Target, double Logged)>(StringComparer.Ordinal);
        for (int i = 0; i < weights.Length; i++)
        {
            LoggedDecision decision = sample.Log[i];
            sums.Clear();
            string chosen = "";
            for (int action = 0; action < decision.Actions.Count; action++)
            {
                string group = groupOf(decision.Actions[action]);
                (double target, double logged) = sums.GetValueOrDefault(group);
                sums[group] = (target + sample.Distributions[i][action], logged + decision.Propensities[action]);
                if (action == decision.ChosenIndex)
                    chosen = group;
            }

            weights[i] = sums[chosen].Target / sums[chosen].Logged;
            foreach ((double target, double logged) in sums.Values)
                (largest, unsupported) = logged > 0 ? (Math.Max(largest, target / logged), unsupported) : (largest, unsupported + target);
        }

        return new ActionGroups(weights, sample.Options.LargestPossibleWeight ?? largest, unsupported / weights.Length);
    }

    private static string Identity(DecisionAction action)
    {
        if (action.Features.Count == 0)
            return action.Id;
        var text = new StringBuilder();
        foreach (ref readonly Feature feature in action.Features.AsSpan())
        {
            text.Append(feature.Namespace).Append('\u001f').Append(feature.Name).Append('\u001f').Append(feature.Text).Append('\u001f');
            text.Append(CultureInfo.InvariantCulture, $"{feature.Number:R}").Append('\u001f');
            foreach (string member in feature.Set ?? [])
                text.Append(member).Append('\u001d');
            foreach (float value in feature.Vector.Span)
                text.Append(CultureInfo.InvariantCulture, $"{value:R} ");
            text.Append('\u001e');
        }

        return text.ToString();
    }
}
