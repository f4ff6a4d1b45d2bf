namespace AiScholar.Rl;

/// <summary>A value type over a string: an enumeration that third parties can extend.</summary>
/// <typeparam name="TSelf">The value type itself.</typeparam>
public interface IOpenValue<TSelf>
    where TSelf : struct, IOpenValue<TSelf>
{
    /// <summary>The name.</summary>
    string Value { get; }

    /// <summary>A value of the given name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    static abstract TSelf Create(string value);
}
