using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Snippets;

internal static class ConfigurationSnippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        // snippet-start: configuration-register
        builder.Configuration.AddAdvancedRlFiles(builder.Environment.EnvironmentName);   // AiScholar.Rl.Diagnostics; optional
        builder.Services.AddAdvancedRl(builder.Configuration.GetSection("AdvancedRl"), rl => rl
            .AddDefaults()
            .Configure(options => options.Seed = 42));                                   // code wins
        // snippet-end
    }
}
