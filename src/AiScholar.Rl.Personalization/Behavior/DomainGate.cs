namespace AiScholar.Rl.Personalization;

/// <summary>Whether a predictor is for a context's domain.</summary>
internal static class DomainGate
{
    public static bool Serves(this ExtensionContext extension, UserContext context) =>
        extension.Domain is null || string.Equals(extension.Domain, context.ResearchDomain, StringComparison.OrdinalIgnoreCase);
}
