namespace AiScholar.Rl;

/// <summary>Looks at one component's health. Safe to call from many threads; what it throws becomes an issue text of its component.</summary>
public interface IHealthProbe
{
    /// <summary>The component.</summary>
    string Component { get; }

    /// <summary>Looks.</summary>
    ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default);
}
