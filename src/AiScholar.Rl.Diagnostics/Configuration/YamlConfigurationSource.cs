using Microsoft.Extensions.Configuration;

namespace AiScholar.Rl.Diagnostics;

/// <summary>A YAML file as a source of configuration.</summary>
internal sealed class YamlConfigurationSource : FileConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new YamlConfigurationProvider(this);
    }
}
