namespace AiScholar.Rl.Testing.Tests;

/// <summary>The given steps, in every run.</summary>
internal sealed class FixedEnvironment(EnvironmentStep[] steps) : IEnvironment
{
    public string Name => "fixed";

    public IEnumerable<EnvironmentStep> Run(int seed) => steps;
}
