using AiScholar.Rl;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.IntegrationTests;

/// <summary>A host with every built-in and a fixed seed.</summary>
internal static class SdkHost
{
    public static string PaperPath => Path.Combine(AppContext.BaseDirectory, "paper.pdf");

    public static ServiceProvider Create(Action<IAdvancedRlBuilder>? configure = null) =>
        new ServiceCollection()
            .AddAdvancedRl(rl =>
            {
                rl.Configure(options => options.Seed = 7).AddDefaults();
                configure?.Invoke(rl);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
