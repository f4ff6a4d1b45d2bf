using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

internal sealed class PersonalizationBuilder(IAdvancedRlBuilder root, string loopName) : IPersonalizationBuilder
{
    public IServiceCollection Services { get; } = root.Services;

    public IConfiguration? Configuration { get; } = root.Configuration;

    public string LoopName { get; } = loopName;
}
