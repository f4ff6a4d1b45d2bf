namespace AiScholar.Rl;

/// <summary>A registered loop, as the services list it.</summary>
/// <param name="Name">Its name.</param>
public sealed record PersonalizationLoop(string Name)
{
    /// <summary>The name of the default loop.</summary>
    public const string DefaultName = "default";
}
