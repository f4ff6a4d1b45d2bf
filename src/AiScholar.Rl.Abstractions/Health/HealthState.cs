namespace AiScholar.Rl;

/// <summary>How a component is; the larger the worse.</summary>
public enum HealthState
{
    /// <summary>All is well.</summary>
    Healthy = 0,

    /// <summary>It works, but something needs attention.</summary>
    Degraded = 1,

    /// <summary>It does not work.</summary>
    Unhealthy = 2,
}
