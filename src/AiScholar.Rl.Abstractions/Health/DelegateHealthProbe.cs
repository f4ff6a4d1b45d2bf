namespace AiScholar.Rl;

internal sealed class DelegateHealthProbe(string component, IServiceProvider services, Func<IServiceProvider, CancellationToken, ValueTask<ComponentHealth>> check) : IHealthProbe
{
    public string Component { get; } = component;

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default) => check(services, cancellationToken);
}
