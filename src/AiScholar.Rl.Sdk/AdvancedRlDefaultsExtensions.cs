namespace AiScholar.Rl;

/// <summary>Every built-in in one call.</summary>
public static class AdvancedRlDefaultsExtensions
{
    private const int BehindTheBuiltIns = -200;

    /// <summary>
    /// Registers every built-in of the SDK except the OR-Tools optimizer: document understanding, the default loop, the research assistant,
    /// diagnostics and the networks on TorchSharp. Idempotent; a host's own registrations win.
    /// </summary>
    /// <remarks>
    /// The gated fusion network stands behind the plain integrator, since it is only as good as its training: train it and ask for it by name, or
    /// call <c>UseGatedFusion()</c> to put it first. No native library is loaded before a network is used.
    /// </remarks>
    public static IAdvancedRlBuilder AddDefaults(this IAdvancedRlBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddMultiModal(multiModal => multiModal
                .AddDefaults()
                .UseGatedFusion(configureExtension: registration => (registration.IsDefault, registration.Priority) = (true, BehindTheBuiltIns)))
            .AddPersonalization(personalization => personalization.AddDefaults())
            .AddResearchAssistant(assistant => assistant.AddDefaults())
            .AddDiagnostics(diagnostics => diagnostics.AddDefaults())
            .AddTorch();
    }
}
