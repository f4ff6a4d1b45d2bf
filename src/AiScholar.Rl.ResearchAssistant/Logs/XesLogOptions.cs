namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How an XES log is read.</summary>
public sealed class XesLogOptions : SessionLogOptions
{
    /// <summary>Whether a <c>start</c> event and the <c>complete</c> event of the same activity become one activity with a start and an end; otherwise each event is an activity.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool PairLifecycle { get; set; } = true;

    /// <summary>Keys of the event attributes whose values, joined by <c>+</c>, name the activity.</summary>
    /// <value>The default is <c>concept:name</c>.</value>
    public IReadOnlyList<string> ActivityKeys { get; set; } = ["concept:name"];

    /// <summary>Key of the event attribute that says who did it.</summary>
    /// <value>The default is <c>org:resource</c>.</value>
    public string PersonKey { get; set; } = "org:resource";

    /// <summary>Key of an attribute of a trace that says, as <c>true</c> or <c>false</c>, whether it reached its aim; null for none.</summary>
    public string? SucceededKey { get; set; }
}
