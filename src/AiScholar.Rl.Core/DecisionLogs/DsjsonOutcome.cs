using System.Globalization;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>What was chosen on a line, how likely, and what it earned.</summary>
internal sealed class DsjsonOutcome
{
    private const double Tolerance = 1e-3;

    public string? EventId { get; init; }

    public required double[] Propensities { get; init; }

    public required int ChosenIndex { get; init; }

    public IReadOnlyList<LoggedSlot> Slots { get; init; } = [];

    public double? Reward { get; init; }

    /// <summary>Of a decision of one slot: actions are numbered from 1 in 'a' and '_label_Action', from 0 in '_labelIndex'.</summary>
    public static DsjsonOutcome Read(JsonElement line, int actions)
    {
        int[] ranking = [.. (JsonReading.Indices(line, "a") ?? []).Select(action => action - 1)];
        double[] probabilities = JsonReading.Numbers(line, "p") ?? [];
        int chosen = ChosenOf(line, ranking);
        if (chosen < 0 || chosen >= actions)
            throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"The chosen action, {chosen + 1}, is not one of the {actions}."));
        double? probability = JsonReading.Number(line, "_label_probability");
        if (probabilities.Length == 0)
            (ranking, probabilities) = ([chosen], [probability ?? throw new DecisionLogFormatException("It has no probabilities ('p' or '_label_probability').")]);
        double[] propensities = LoggedDistribution.Of(actions, ranking, probabilities);
        if (!(propensities[chosen] > 0) || (probability is { } label && Math.Abs(propensities[chosen] - label) > Tolerance))
            throw new DecisionLogFormatException("The probability of the chosen action is 0, or 'p' and '_label_probability' differ on it.");
        return new DsjsonOutcome { Propensities = propensities, ChosenIndex = chosen, Reward = -JsonReading.Number(line, "_label_cost") + 0.0 };
    }

    private static int ChosenOf(JsonElement line, int[] ranking)
    {
        int? byIndex = line.TryGetProperty("_labelIndex", out JsonElement index) ? JsonReading.Index(index, "_labelIndex") : null;
        int? byAction = line.TryGetProperty("_label_Action", out JsonElement action) ? JsonReading.Index(action, "_label_Action") - 1 : null;
        if (byIndex is not null && byAction is not null && byIndex != byAction)
            throw new DecisionLogFormatException("'_labelIndex' and '_label_Action' name different actions.");
        return byIndex ?? byAction ?? (ranking.Length > 0 ? ranking[0] : throw new DecisionLogFormatException("It does not say which action was chosen ('_labelIndex', '_label_Action' or 'a')."));
    }
}
