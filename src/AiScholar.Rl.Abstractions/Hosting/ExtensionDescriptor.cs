namespace AiScholar.Rl;

/// <summary>How an extension is registered.</summary>
public sealed class ExtensionDescriptor
{
    internal ExtensionDescriptor(Type contract, string name, Type implementationType, string? loopName, string? domain, int priority, bool isDefault)
    {
        (Contract, Name, ImplementationType, LoopName, Domain, Priority, IsDefault) = (contract, name, implementationType, loopName, domain, priority, isDefault);
        ServiceKey = loopName is null ? name : $"{loopName}/{name}";
        OptionsName = ExtensionKinds.OptionsPath(contract, loopName, name);
    }

    /// <summary>The contract it implements.</summary>
    public Type Contract { get; }

    /// <summary>Its name, unique among the extensions of its contract (and loop).</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public Type ImplementationType { get; }

    /// <summary>The loop it belongs to; null for none.</summary>
    public string? LoopName { get; }

    /// <summary>The domain it serves; null for all.</summary>
    public string? Domain { get; }

    /// <summary>Who is asked first: the larger, the sooner. <see cref="ExtensionOptions.Priority"/> overrides it.</summary>
    public int Priority { get; }

    /// <summary>Whether it is a built-in that a host's registration of the same name replaces.</summary>
    public bool IsDefault { get; }

    /// <summary>The key of its keyed service: the name, after the loop's name and a slash when it belongs to a loop.</summary>
    public string ServiceKey { get; }

    /// <summary>The name of its <see cref="ExtensionOptions"/> and their path below the SDK's section.</summary>
    public string OptionsName { get; }
}
