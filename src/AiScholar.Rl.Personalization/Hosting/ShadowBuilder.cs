using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization;

/// <summary>Registers the shadow policy of a loop, under the loop's name with a suffix.</summary>
internal sealed class ShadowBuilder(IPersonalizationBuilder loop) : IPersonalizationBuilder
{
    public const string Suffix = "-shadow";

    public IServiceCollection Services => loop.Services;

    public IConfiguration? Configuration => loop.Configuration;

    public string LoopName { get; } = loop.LoopName + Suffix;
}
