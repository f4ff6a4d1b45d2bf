namespace AiScholar.Rl.Torch;

/// <summary>What the bootstrap did: once a process, since libtorch cannot be unloaded.</summary>
/// <param name="Loading">How the library was loaded.</param>
/// <param name="Folder">The folder that libtorch came from; empty when the platform's own search found it.</param>
/// <param name="Version">The version the folder states, or null when it states none.</param>
internal sealed record NativeOutcome(TorchNativeLoading Loading, string Folder, string? Version);
