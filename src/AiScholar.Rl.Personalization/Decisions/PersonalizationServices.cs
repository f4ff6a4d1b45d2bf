using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>What every loop uses.</summary>
internal sealed class PersonalizationServices(
    IOptionsMonitor<PersonalizationOptions> options,
    IOptions<AdvancedRlOptions> sdkOptions,
    IExperienceStore experience,
    TimeProvider time,
    ExtensionCatalog<IDecisionPolicy> policies,
    ExtensionCatalog<IAdaptationAlgorithm> algorithms,
    ExtensionCatalog<IBehaviorPredictor> predictors)
{
    public IOptionsMonitor<PersonalizationOptions> Options { get; } = options;

    public IExperienceStore Experience { get; } = experience;

    public TimeProvider Time { get; } = time;

    public ExtensionCatalog<IDecisionPolicy> Policies { get; } = policies;

    public ExtensionCatalog<IAdaptationAlgorithm> Algorithms { get; } = algorithms;

    public ExtensionCatalog<IBehaviorPredictor> Predictors { get; } = predictors;

    public UserPseudonyms Pseudonyms { get; } = new(sdkOptions);

    /// <summary>A seed for each loop: from the SDK's seed, or a fresh one.</summary>
    public ulong SeedOf(string loopName)
    {
        ulong seed = sdkOptions.Value.Seed is { } given ? (ulong)(uint)given : BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        foreach (char letter in loopName)
            seed = (seed ^ letter) * 0x100000001B3;
        return seed;
    }
}
