namespace AiScholar.Rl;

/// <summary>What a package gives every loop, those registered later included; what a loop was told itself wins.</summary>
public sealed class PersonalizationLoopDefaults
{
    /// <summary>Creates the defaults.</summary>
    /// <param name="name">Names the defaults: those of one name are applied once.</param>
    /// <param name="apply">Registers them; idempotent.</param>
    public PersonalizationLoopDefaults(string name, Action<IPersonalizationBuilder> apply)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(apply);
        (Name, Apply) = (name, apply);
    }

    /// <summary>Names the defaults: those of one name are applied once.</summary>
    public string Name { get; }

    /// <summary>Registers them; idempotent.</summary>
    public Action<IPersonalizationBuilder> Apply { get; }
}
