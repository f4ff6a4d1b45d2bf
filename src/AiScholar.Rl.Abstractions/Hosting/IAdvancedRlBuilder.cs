using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

/// <summary>Registers parts of the SDK. Every Add is idempotent; a host's own registration wins over a default.</summary>
public interface IAdvancedRlBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The SDK's configuration section, or null when the host configures in code only.</summary>
    IConfiguration? Configuration { get; }
}
