namespace AiScholar.Rl.Core;

/// <summary>Something that knows how an extension is doing.</summary>
public interface IExtensionStatusSource
{
    /// <summary>How it is doing now.</summary>
    ExtensionStatus Status { get; }
}
