namespace AiScholar.Rl;

internal sealed class DelegateHealthProbe(DelegateHealthProbeRegistration registration, IServiceProvider services) : IHealthProbe
{
    public string Component => registration.Component;

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default) => registration.Check(services, cancellationToken);
}
