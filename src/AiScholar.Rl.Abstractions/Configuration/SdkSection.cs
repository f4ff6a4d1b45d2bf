using Microsoft.Extensions.Configuration;

namespace AiScholar.Rl;

/// <summary>A configuration section given to <c>AddAdvancedRl</c>; the services list them in order of the calls.</summary>
internal sealed class SdkSection(IConfiguration configuration)
{
    public IConfiguration Configuration { get; } = configuration;

    /// <summary>Whether both read the same keys and values: what is bound twice doubles its lists.</summary>
    public bool IsSame(IConfiguration other) =>
        ReferenceEquals(Configuration, other)
        || ((Configuration as IConfigurationSection)?.Path == (other as IConfigurationSection)?.Path && Configuration.AsEnumerable().SequenceEqual(other.AsEnumerable()));
}
