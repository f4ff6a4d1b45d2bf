using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Options that a registration sets in code; they leave with it.</summary>
internal sealed class ExtensionConfigureOptions(ExtensionDescriptor owner, Action<ExtensionOptions> configure) : IConfigureNamedOptions<ExtensionOptions>
{
    public ExtensionDescriptor Owner { get; } = owner;

    public void Configure(ExtensionOptions options)
    {
    }

    public void Configure(string? name, ExtensionOptions options)
    {
        if (name == Owner.OptionsName)
            configure(options);
    }
}
