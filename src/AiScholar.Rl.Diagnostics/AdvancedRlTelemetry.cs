namespace AiScholar.Rl.Diagnostics;

/// <summary>Names of the SDK's meters and activity sources, for a host's own listeners and exporters.</summary>
public static class AdvancedRlTelemetry
{
    /// <summary>What the names of all of the SDK's meters and activity sources start with; each is named after its assembly.</summary>
    public const string Prefix = "AiScholar.Rl.";

    /// <summary>All of the SDK's meters and activity sources, for exporters that take a wildcard: <c>AddMeter(…)</c>, <c>AddSource(…)</c> of OpenTelemetry.</summary>
    public const string All = Prefix + "*";
}
