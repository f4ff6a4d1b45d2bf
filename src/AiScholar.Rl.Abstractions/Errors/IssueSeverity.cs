namespace AiScholar.Rl;

/// <summary>How much an issue matters.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; the result is complete.</summary>
    Information = 0,

    /// <summary>A part of the result is missing or less certain.</summary>
    Warning = 1,

    /// <summary>The result lacks what was mainly asked for.</summary>
    Error = 2,
}
