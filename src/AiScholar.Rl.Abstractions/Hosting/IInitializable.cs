namespace AiScholar.Rl;

/// <summary>An extension that loads something before its first use: models, domain patterns.</summary>
public interface IInitializable
{
    /// <summary>Runs once before first use; a failure is reported by health and tried again at the next use.</summary>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);
}
