using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>Replaces user ids by keyed hashes (HMAC-SHA-256, 128 bits kept), apart for each tenant.</summary>
internal sealed class UserPseudonyms(IOptions<AdvancedRlOptions> options)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.PseudonymKey ?? "AiScholar.Rl");

    public string? Of(string tenantId, string? userId) =>
        userId is null ? null : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{tenantId}\0{userId}")).AsSpan(0, 16));
}
