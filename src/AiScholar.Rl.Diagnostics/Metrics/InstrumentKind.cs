namespace AiScholar.Rl.Diagnostics;

/// <summary>What the measurements of an instrument mean.</summary>
internal enum InstrumentKind
{
    /// <summary>Amounts to add up.</summary>
    Counter,

    /// <summary>Amounts to add up that may be negative.</summary>
    UpDownCounter,

    /// <summary>The total itself.</summary>
    ObservedTotal,

    /// <summary>The value now.</summary>
    Gauge,

    /// <summary>Values of a distribution.</summary>
    Histogram,
}
