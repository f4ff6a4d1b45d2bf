using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AiScholar.Rl.Personalization;

/// <summary>Ids of events: UUIDs of version 7 (RFC 9562, section 5.7) in hexadecimal. The random bytes are drawn many ids at once: each draw is a system call.</summary>
internal static class EventIds
{
    private const int RandomBytes = 10;
    private const int IdsPerDraw = 64;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _left;

    public static string Create(DateTimeOffset now)
    {
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(_random ??= new byte[RandomBytes * IdsPerDraw]);
            _left = IdsPerDraw;
        }

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, now.ToUnixTimeMilliseconds() << 16);
        _random.AsSpan(--_left * RandomBytes, RandomBytes).CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(id);
    }
}
