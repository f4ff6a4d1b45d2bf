using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace AiScholar.Rl;

/// <summary>One child of a section, as if it were the only one.</summary>
internal sealed class SinglePropertyConfiguration(IConfiguration section, IConfigurationSection child) : IConfiguration
{
    private const string Nothing = "\u0000";

    public string? this[string key]
    {
        get => GetSection(key).Value;
        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => [child];

    public IChangeToken GetReloadToken() => section.GetReloadToken();

    public IConfigurationSection GetSection(string key) =>
        string.Equals(key, child.Key, StringComparison.OrdinalIgnoreCase) ? child : section.GetSection(Nothing);
}
