using System.Globalization;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>Reads the outcomes of a decision of several slots. Actions are numbered from 0: over all of ccb's, over those of the slot ('_slot_id') in slates.</summary>
internal static class DsjsonSlots
{
    public static DsjsonOutcome Read(JsonElement line, JsonElement outcomes, JsonElement multi)
    {
        int actions = multi.GetArrayLength();
        if (outcomes.ValueKind != JsonValueKind.Array || outcomes.GetArrayLength() == 0 || outcomes.GetArrayLength() > actions)
            throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"'_outcomes' does not hold 1 to {actions} slots."));
        int[][]? ofSlots = SlotActions(multi, outcomes.GetArrayLength());
        var slots = new List<LoggedSlot>();
        double[] first = [];
        foreach (JsonElement outcome in outcomes.EnumerateArray())
        {
            if (outcome.ValueKind != JsonValueKind.Object)
                throw new DecisionLogFormatException("A slot of '_outcomes' is no JSON object.");
            int[] ranking = JsonReading.Indices(outcome, "_a") ?? [];
            double[] probabilities = JsonReading.Numbers(outcome, "_p") ?? [];
            if (ranking.Length == 0 || probabilities.Length == 0)
                throw new DecisionLogFormatException("A slot has no '_a' or no '_p'.");
            if (ofSlots is not null)
                ranking = Array.ConvertAll(ranking, index => index >= 0 && index < ofSlots[slots.Count].Length ? ofSlots[slots.Count][index] : -1);
            double[] propensities = LoggedDistribution.Of(actions, ranking, probabilities);
            if (!(propensities[ranking[0]] > 0))
                throw new DecisionLogFormatException("The probability of a slot's action is 0.");
            first = slots.Count == 0 ? propensities : first;
            slots.Add(new LoggedSlot { ActionIndex = ranking[0], Propensity = propensities[ranking[0]], Reward = ofSlots is null ? -JsonReading.Number(outcome, "_label_cost") + 0.0 : null });
        }

        return new DsjsonOutcome
        {
            EventId = JsonReading.Text(outcomes[0], "_id"),
            Propensities = first,
            ChosenIndex = slots[0].ActionIndex,
            Slots = slots,
            Reward = -JsonReading.Number(line, "_label_cost") + 0.0 ?? (slots.Exists(slot => slot.Reward is not null) ? slots.Sum(slot => slot.Reward ?? 0) : null),
        };
    }

    /// <summary>The actions of each slot of slates; null of ccb.</summary>
    private static int[][]? SlotActions(JsonElement multi, int slots)
    {
        var found = new List<int>[slots];
        int index = 0;
        bool any = false;
        foreach (JsonElement action in multi.EnumerateArray())
        {
            if (action.ValueKind == JsonValueKind.Object && action.TryGetProperty("_slot_id", out JsonElement slotId))
            {
                int slot = JsonReading.Index(slotId, "_slot_id");
                if (slot < 0 || slot >= slots)
                    throw new DecisionLogFormatException("'_slot_id' is not one of the slots.");
                (found[slot] ??= []).Add(index);
                any = true;
            }

            index++;
        }

        return any ? Array.ConvertAll(found, list => list?.ToArray() ?? []) : null;
    }
}
