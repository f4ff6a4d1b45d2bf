using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>The registered extensions of one contract, ready to be called with their faults contained. A singleton; safe to call from many threads.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public sealed class ExtensionCatalog<TContract>
    where TContract : class
{
    private readonly ExtensionHandle<TContract>[] _handles;

    /// <summary>Creates the catalog; the container does.</summary>
    public ExtensionCatalog(IServiceProvider services, IEnumerable<ExtensionDescriptor> descriptors, IOptionsMonitor<ExtensionOptions> options, ExtensionRuntime runtime)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(descriptors);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runtime);
        _handles = [.. descriptors
            .Where(descriptor => descriptor.Contract == typeof(TContract))
            .Select(descriptor => new ExtensionHandle<TContract>(services, descriptor, options, runtime))];
    }

    /// <summary>The enabled extensions: those of the domain first, then by falling priority, then by name.</summary>
    /// <param name="loopName">Those of this loop; null for those of none.</param>
    /// <param name="domain">Those of this domain and those for all; null for those for all only.</param>
    public IReadOnlyList<ExtensionHandle<TContract>> GetAll(string? loopName = null, string? domain = null) =>
        [.. _handles
            .Where(handle => handle.Descriptor.LoopName == loopName && handle.IsEnabled
                && (handle.Descriptor.Domain is null || string.Equals(handle.Descriptor.Domain, domain, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(handle => handle.Descriptor.Domain is not null)
            .ThenByDescending(handle => handle.Priority)
            .ThenBy(handle => handle.Name, StringComparer.Ordinal)];

    /// <summary>The enabled extension of a name.</summary>
    /// <exception cref="AdvancedRlException">There is none; the message lists those there are. Code <see cref="AdvancedRlErrorCode.NotRegistered"/>.</exception>
    public ExtensionHandle<TContract> Get(string name, string? loopName = null) =>
        _handles.FirstOrDefault(handle => handle.Name == name && handle.Descriptor.LoopName == loopName && handle.IsEnabled)
        ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered,
            $"No enabled {typeof(TContract).Name} is named '{name}'; there are: {string.Join(", ", _handles.Where(handle => handle.IsEnabled).Select(handle => handle.Descriptor.ServiceKey).Order(StringComparer.Ordinal))}.");
}
