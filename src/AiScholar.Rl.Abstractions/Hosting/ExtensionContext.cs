using System.Globalization;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>What an extension may know of its registration: take it as a constructor parameter.</summary>
public sealed class ExtensionContext
{
    private readonly IOptionsMonitor<ExtensionOptions> _options;

    /// <summary>Creates the context; the container does, and tests may.</summary>
    public ExtensionContext(ExtensionDescriptor descriptor, IOptionsMonitor<ExtensionOptions> options)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(options);
        (Descriptor, _options) = (descriptor, options);
    }

    /// <summary>How it is registered.</summary>
    public ExtensionDescriptor Descriptor { get; }

    /// <summary>The name it is registered under.</summary>
    public string Name => Descriptor.Name;

    /// <summary>The domain it serves; null for all.</summary>
    public string? Domain => Descriptor.Domain;

    /// <summary>Its options as they are now.</summary>
    public ExtensionOptions Options => _options.Get(Descriptor.OptionsName);

    /// <summary>A free-form parameter.</summary>
    /// <exception cref="AdvancedRlException">It is set but cannot be read as <typeparamref name="T"/>; code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public T GetParameter<T>(string name, T defaultValue)
        where T : IParsable<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Options.Parameters.TryGetValue(name, out string? text) || text is null)
            return defaultValue;
        return T.TryParse(text, CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"{Descriptor.OptionsName}:Parameters:{name} is '{text}'; it must be a {typeof(T).Name}.");
    }
}
