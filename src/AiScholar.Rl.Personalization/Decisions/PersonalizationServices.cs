using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>What every loop uses.</summary>
internal sealed partial class PersonalizationServices(
    IServiceProvider provider,
    IOptionsMonitor<PersonalizationOptions> options,
    IOptionsMonitor<FeatureEncoderOptions> featureOptions,
    IOptions<AdvancedRlOptions> sdkOptions,
    IExperienceStore experience,
    IUserProfileStore profiles,
    TimeProvider time,
    ExtensionCatalog<IDecisionPolicy> policies,
    ExtensionCatalog<IAdaptationAlgorithm> algorithms,
    ExtensionCatalog<IBehaviorPredictor> predictors,
    IEnumerable<IAuditSink> auditSinks,
    ILoggerFactory loggers)
{
    private readonly IAuditSink[] _auditSinks = [.. auditSinks];
    private readonly ILogger _logger = loggers.CreateLogger<PersonalizationServices>();

    public IOptionsMonitor<PersonalizationOptions> Options { get; } = options;

    public IOptionsMonitor<FeatureEncoderOptions> FeatureOptions { get; } = featureOptions;

    public IExperienceStore Experience { get; } = experience;

    public IUserProfileStore Profiles { get; } = profiles;

    public TimeProvider Time { get; } = time;

    public ExtensionCatalog<IDecisionPolicy> Policies { get; } = policies;

    public ExtensionCatalog<IAdaptationAlgorithm> Algorithms { get; } = algorithms;

    public ExtensionCatalog<IBehaviorPredictor> Predictors { get; } = predictors;

    public UserPseudonyms Pseudonyms { get; } = new(sdkOptions);

    /// <summary>The names of all loops.</summary>
    public IEnumerable<string> LoopNames => provider.GetServices<PersonalizationLoop>().Select(loop => loop.Name).Distinct(StringComparer.Ordinal);

    public IPersonalizer GetLoop(string name) => provider.GetRequiredKeyedService<IPersonalizer>(name);

    /// <summary>A seed for each loop: from the SDK's seed, or a fresh one.</summary>
    public ulong SeedOf(string loopName)
    {
        ulong seed = sdkOptions.Value.Seed is { } given ? (ulong)(uint)given : BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        foreach (char letter in loopName)
            seed = (seed ^ letter) * 0x100000001B3;
        return seed;
    }

    public ILogger CreateLogger<T>() => loggers.CreateLogger<T>();

    /// <summary>Tells every sink; one that fails costs neither the call nor the other sinks.</summary>
    public async ValueTask AuditAsync(string kind, string subject, CancellationToken cancellationToken)
    {
        foreach (IAuditSink sink in _auditSinks)
        {
            try
            {
                await sink.RecordAsync(new AuditEvent { Kind = kind, Subject = subject, Timestamp = Time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogSinkFault(_logger, sink.GetType().Name, kind, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Audit sink '{Sink}' did not take the event '{Kind}': {ExceptionType}")]
    private static partial void LogSinkFault(ILogger logger, string sink, string kind, string exceptionType);
}
