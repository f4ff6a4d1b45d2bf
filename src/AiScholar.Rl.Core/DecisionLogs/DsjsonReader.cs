using System.Globalization;
using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>Reads one line of a dsjson log.</summary>
internal static class DsjsonReader
{
    public static DecisionLogEntry Read(JsonElement line, long lineNumber, DecisionLogOptions options)
    {
        if (line.ValueKind != JsonValueKind.Object)
            throw new DecisionLogFormatException("It is no JSON object.");
        if (line.TryGetProperty("c", out JsonElement context))
        {
            double dropped = JsonReading.Number(line, "pdrop") ?? 0;
            return dropped is >= 0 and < 1
                ? new DecisionLogEntry { LineNumber = lineNumber, Decision = ReadDecision(line, context, options), DropProbability = dropped }
                : throw new DecisionLogFormatException("'pdrop' is not from 0 to below 1.");
        }

        string eventId = JsonReading.Text(line, "EventId") ?? throw new DecisionLogFormatException("It has neither 'c' nor 'EventId': it is no decision and no reward.");
        if (line.TryGetProperty("RewardValue", out JsonElement value))
        {
            return new DecisionLogEntry
            {
                LineNumber = lineNumber,
                Reward = new LoggedReward
                {
                    EventId = eventId,
                    LoopName = options.LoopName,
                    TenantId = options.TenantId,
                    Value = JsonReading.Finite(value, "RewardValue"),
                    Timestamp = JsonReading.Time(line, "EnqueuedTimeUtc"),
                },
            };
        }

        return JsonReading.Flag(line, "ActionTaken")
            ? new DecisionLogEntry { LineNumber = lineNumber, ActivatedEventId = eventId }
            : throw new DecisionLogFormatException("It has an 'EventId' but no 'c', 'RewardValue' or 'ActionTaken'.");
    }

    private static LoggedDecision ReadDecision(JsonElement line, JsonElement context, DecisionLogOptions options)
    {
        if (line.TryGetProperty("_label_ca", out _))
            throw new DecisionLogFormatException("It is a decision of a continuous action ('_label_ca'), which has no actions to choose from.");
        if (context.ValueKind != JsonValueKind.Object || !context.TryGetProperty("_multi", out JsonElement multi) || multi.ValueKind != JsonValueKind.Array || multi.GetArrayLength() == 0)
            throw new DecisionLogFormatException("'c' has no actions ('_multi').");
        if (multi.GetArrayLength() > options.MaximumActions)
            throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"It has {multi.GetArrayLength()} actions; {options.MaximumActions} are allowed ({nameof(DecisionLogOptions.MaximumActions)})."));
        int left = options.MaximumFeatures;
        DecisionAction[] actions = DsjsonFeatures.Actions(multi, ref left);
        FeatureSet features = DsjsonFeatures.Of(context, ref left);
        DsjsonOutcome outcome = line.TryGetProperty("_outcomes", out JsonElement outcomes) ? DsjsonSlots.Read(line, outcomes, multi) : DsjsonOutcome.Read(line, actions.Length);
        bool isDeferred = JsonReading.Flag(line, "DeferredAction") && !WasTaken(line);
        return new LoggedDecision
        {
            EventId = JsonReading.Text(line, "EventId") ?? outcome.EventId ?? throw new DecisionLogFormatException("It has no 'EventId'."),
            LoopName = options.LoopName,
            TenantId = options.TenantId,
            Context = features,
            Actions = actions,
            Propensities = outcome.Propensities,
            ChosenIndex = outcome.ChosenIndex,
            Slots = outcome.Slots,
            BaselineActionId = options.FirstActionIsBaseline ? actions[0].Id : null,
            PolicyName = options.PolicyName,
            Timestamp = JsonReading.Time(line, "Timestamp"),
            IsActive = !isDeferred && !JsonReading.Flag(line, "_skipLearn"),
            Reward = outcome.Reward,
        };
    }

    /// <summary>Whether an observation says that a deferred decision was shown.</summary>
    private static bool WasTaken(JsonElement line) =>
        line.TryGetProperty("o", out JsonElement observations) && observations.ValueKind == JsonValueKind.Array
        && observations.EnumerateArray().Any(observation => observation.ValueKind == JsonValueKind.Object && JsonReading.Flag(observation, "ActionTaken"));
}
