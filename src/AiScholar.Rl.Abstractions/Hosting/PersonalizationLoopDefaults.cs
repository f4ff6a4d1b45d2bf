namespace AiScholar.Rl;

/// <summary>What a package gives every loop, those registered later included; what a loop was told itself wins.</summary>
/// <param name="Name">Names the defaults: those of one name are applied once.</param>
/// <param name="Apply">Registers them; idempotent.</param>
public sealed record PersonalizationLoopDefaults(string Name, Action<IPersonalizationBuilder> Apply);
