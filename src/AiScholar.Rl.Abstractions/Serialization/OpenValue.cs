namespace AiScholar.Rl;

internal static class OpenValue
{
    public static string Normalize(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
#pragma warning disable CA1308 // names of open sets are lower-case by definition
        return value.Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
