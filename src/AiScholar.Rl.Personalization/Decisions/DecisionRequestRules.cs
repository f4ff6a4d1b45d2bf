using System.Globalization;

namespace AiScholar.Rl.Personalization;

/// <summary>What a request must be like before anything is decided.</summary>
internal static class DecisionRequestRules
{
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
        var ids = new HashSet<string>(request.Actions.Count, StringComparer.Ordinal);
        foreach (DecisionAction action in request.Actions)
        {
            CheckId(action?.Id, "action id", options, optionsName, optional: false);
            if (!ids.Add(action!.Id))
                throw Invalid($"The action id '{action.Id}' is given twice.");
        }

        if (request.SlotCount < 1 || request.SlotCount > request.Actions.Count)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"SlotCount is {request.SlotCount}; it must be from 1 to the number of actions, {request.Actions.Count}."));
        if (request.BaselineActionId is { } baseline && !ids.Contains(baseline))
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
}
