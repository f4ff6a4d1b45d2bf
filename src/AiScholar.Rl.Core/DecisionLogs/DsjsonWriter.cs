using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>Writes one line of a dsjson log.</summary>
internal static class DsjsonWriter
{
    public static void Write(Utf8JsonWriter json, LoggedDecision decision)
    {
        LoggedDecisionRules.Check(decision);
        json.WriteStartObject();
        if (decision.Slots.Count <= 1)
            WriteLabel(json, decision);
        json.WriteString("Timestamp", decision.Timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("Version", "1");
        json.WriteString("EventId", decision.EventId);
        if (!decision.IsActive)
            json.WriteBoolean("DeferredAction", true);
        int[] ranking = Ranking(decision);
        if (decision.Slots.Count <= 1)
        {
            json.WriteStartArray("a");
            foreach (int action in ranking)
                json.WriteNumberValue(action + 1);
            json.WriteEndArray();
        }

        WriteContext(json, decision);
        if (decision.Slots.Count <= 1)
            WriteNumbers(json, "p", ranking.Select(action => decision.Propensities[action]));
        else
            WriteOutcomes(json, decision, ranking);
        json.WriteStartObject("VWState");
        json.WriteString("m", "N/A");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The chosen first, then by falling propensity.</summary>
    private static int[] Ranking(LoggedDecision decision) =>
        [.. Enumerable.Range(0, decision.Actions.Count).OrderBy(action => action == decision.ChosenIndex ? 0 : 1).ThenByDescending(action => decision.Propensities[action])];

    private static void WriteLabel(Utf8JsonWriter json, LoggedDecision decision)
    {
        // VW takes a line for a decision, and not for a reward without one, by its first name.
        json.WriteNumber("_label_cost", 0.0 - (decision.Reward ?? 0));
        json.WriteNumber("_label_probability", decision.Propensities[decision.ChosenIndex]);
        json.WriteNumber("_label_Action", decision.ChosenIndex + 1);
        json.WriteNumber("_labelIndex", decision.ChosenIndex);
        if (decision.Reward is not { } reward)
            return;
        json.WriteStartArray("o");
        json.WriteStartObject();
        json.WriteNumber("v", reward);
        json.WriteString("EventId", decision.EventId);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter json, LoggedDecision decision)
    {
        json.WriteStartObject("c");
        WriteFeatures(json, decision.Context);
        json.WriteStartArray("_multi");
        foreach (DecisionAction action in decision.Actions)
        {
            json.WriteStartObject();
            json.WriteString("_tag", action.Id);
            WriteFeatures(json, action.Features);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (decision.Slots.Count > 1)
        {
            json.WriteStartArray("_slots");
            for (int slot = 0; slot < decision.Slots.Count; slot++)
            {
                json.WriteStartObject();
                json.WriteString("_id", SlotId(decision, slot));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteOutcomes(Utf8JsonWriter json, LoggedDecision decision, int[] ranking)
    {
        json.WriteStartArray("_outcomes");
        for (int i = 0; i < decision.Slots.Count; i++)
        {
            LoggedSlot slot = decision.Slots[i];
            json.WriteStartObject();
            json.WriteNumber("_label_cost", 0.0 - (slot.Reward ?? (i == 0 && decision.Slots.All(other => other.Reward is null) ? decision.Reward ?? 0 : 0)));
            json.WriteString("_id", SlotId(decision, i));
            WriteNumbers(json, "_a", i == 0 ? ranking.Select(action => (double)action) : [slot.ActionIndex]);
            WriteNumbers(json, "_p", i == 0 ? ranking.Select(action => decision.Propensities[action]) : [slot.Propensity]);
            json.WriteStartArray("_o");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string SlotId(LoggedDecision decision, int slot) => $"{decision.EventId}-{slot}";

    private static void WriteFeatures(Utf8JsonWriter json, FeatureSet features)
    {
        foreach (IGrouping<string, Feature> group in features.GroupBy(feature => feature.Namespace, StringComparer.Ordinal))
        {
            if (group.Key.Length > 0)
                json.WriteStartObject(group.Key);
            foreach (Feature feature in group)
                WriteFeature(json, feature);
            if (group.Key.Length > 0)
                json.WriteEndObject();
        }
    }

    private static void WriteFeature(Utf8JsonWriter json, Feature feature)
    {
        switch (feature.Kind)
        {
            case FeatureKind.Numeric:
                json.WriteNumber(feature.Name, feature.Number);
                break;
            case FeatureKind.Categorical:
                json.WriteString(feature.Name, feature.Text);
                break;
            case FeatureKind.Text:
                json.WriteStartObject(feature.Name);
                json.WriteString("_text", feature.Text);
                json.WriteEndObject();
                break;
            case FeatureKind.Embedding:
                json.WriteStartArray(feature.Name);
                foreach (float value in feature.Vector.Span)
                    json.WriteNumberValue(value);
                json.WriteEndArray();
                break;
            case FeatureKind.Set:
                json.WriteStartArray(feature.Name);
                foreach (string value in feature.Set ?? [])
                    json.WriteStringValue(value);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
