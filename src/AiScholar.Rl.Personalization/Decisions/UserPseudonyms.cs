using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

/// <summary>Replaces user ids by keyed hashes (HMAC-SHA-256, 128 bits kept), apart for each tenant. The latest are remembered.</summary>
internal sealed class UserPseudonyms(IOptions<AdvancedRlOptions> options)
{
    private const int Remembered = 10_000;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.PseudonymKey ?? "AiScholar.Rl");
    private readonly ConcurrentDictionary<(string TenantId, string UserId), string> _known = new();
    private int _count;

    public string? Of(string tenantId, string? userId)
    {
        if (userId is null)
            return null;
        if (_known.TryGetValue((tenantId, userId), out string? known))
            return known;
        string pseudonym = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{tenantId}\0{userId}")).AsSpan(0, 16));
        if (Interlocked.Increment(ref _count) > Remembered)
        {
            Interlocked.Exchange(ref _count, 0);
            _known.Clear();
        }

        _known.TryAdd((tenantId, userId), pseudonym);
        return pseudonym;
    }

    /// <summary>No longer remembers a user.</summary>
    public void Drop(string tenantId, string userId) => _known.TryRemove((tenantId, userId), out _);
}
