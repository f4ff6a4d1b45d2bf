namespace AiScholar.Rl;

internal sealed record DelegateHealthProbeRegistration(string Component, Func<IServiceProvider, CancellationToken, ValueTask<ComponentHealth>> Check);
