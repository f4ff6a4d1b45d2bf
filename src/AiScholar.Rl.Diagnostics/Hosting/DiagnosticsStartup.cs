using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Starts to hear the SDK's instruments with the host.</summary>
internal sealed class DiagnosticsStartup(SdkInstruments instruments) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        instruments.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
