using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

internal sealed class AdvancedRlBuilder(IServiceCollection services, IConfiguration? configuration) : IMultiModalBuilder, IResearchAssistantBuilder, IDiagnosticsBuilder
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration? Configuration { get; } = configuration;
}
