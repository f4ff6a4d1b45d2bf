using System.Globalization;

namespace AiScholar.Rl.Personalization;

/// <summary>What a request must be like before anything is decided.</summary>
internal static class DecisionRequestRules
{
    /// <summary>Up to so many actions are compared one with another, which is cheaper than hashing them.</summary>
    private const int FewActions = 16;

    /// <exception cref="PersonalizationException">The request is unusable; the message says why.</exception>
    public static void Check(DecisionRequest request, PersonalizationOptions options, string optionsName)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Actions);
        ArgumentNullException.ThrowIfNull(request.ExcludedActionIds);
        if (request.Actions.Count == 0)
            throw Invalid("A decision needs at least one action.");
        if (request.Actions.Count > options.MaxActions)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"There are {request.Actions.Count} actions; {optionsName}:MaxActions allows {options.MaxActions}."));
        CheckId(request.EventId, "event id", options, optionsName, optional: true);
        CheckActions(request.Actions, options, optionsName);

        if (request.SlotCount < 1 || request.SlotCount > request.Actions.Count)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"SlotCount is {request.SlotCount}; it must be from 1 to the number of actions, {request.Actions.Count}."));
        if (request.BaselineActionId is { } baseline && !request.Actions.Any(action => action.Id == baseline))
            throw Invalid($"The baseline action '{baseline}' is not among the actions.");
    }

    public static void CheckId(string? id, string what, PersonalizationOptions options, string optionsName, bool optional)
    {
        if (id is null && optional)
            return;
        if (string.IsNullOrWhiteSpace(id))
            throw Invalid($"An {what} must not be empty.");
        if (id.Length > options.MaxIdLength)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"An {what} has {id.Length} characters; {optionsName}:MaxIdLength allows {options.MaxIdLength}."));
    }

    public static PersonalizationException Invalid(string message) => new(AdvancedRlErrorCode.DecisionInvalid, message);

    private static void CheckActions(IReadOnlyList<DecisionAction> actions, PersonalizationOptions options, string optionsName)
    {
        // Calls through the interface cost more than the comparisons.
        ReadOnlySpan<DecisionAction> span = actions as DecisionAction[] ?? [.. actions];
        HashSet<string>? ids = span.Length > FewActions ? new(span.Length, StringComparer.Ordinal) : null;
        for (int i = 0; i < span.Length; i++)
        {
            string? id = span[i]?.Id;
            CheckId(id, "action id", options, optionsName, optional: false);
            bool isDoubled = ids is not null && !ids.Add(id!);
            for (int j = 0; j < i && ids is null && !isDoubled; j++)
                isDoubled = span[j].Id == id;
            if (isDoubled)
                throw Invalid($"The action id '{id}' is given twice.");
        }
    }
}
