using System.Text;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>The open reward windows as they are saved with a loop, format 1: tenant, event and closing time of each.</summary>
internal static class RewardWaitsState
{
    private const string Kind = "reward-waits";
    private const int Version = 1;

    public static async ValueTask SaveAsync(RewardWaits waits, Stream destination, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            KeyValuePair<(string TenantId, string EventId), DateTimeOffset>[] open = waits.ToArray();
            writer.Write(open.Length);
            foreach (((string tenantId, string eventId), DateTimeOffset closes) in open)
            {
                writer.Write(tenantId);
                writer.Write(eventId);
                writer.Write(closes.UtcTicks);
            }
        }

        await SavedState.WriteAsync(destination, Kind, Version, buffer.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    public static async ValueTask LoadAsync(RewardWaits waits, Stream source, CancellationToken cancellationToken)
    {
        byte[] payload = await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false);
        var open = new List<(string TenantId, string EventId, DateTimeOffset Closes)>();
        try
        {
            using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
            for (int left = reader.ReadInt32(); left > 0; left--)
                open.Add((reader.ReadString(), reader.ReadString(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero)));
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException("The saved reward windows are damaged.", exception);
        }

        foreach ((string tenantId, string eventId, DateTimeOffset closes) in open)
            waits.Add(tenantId, eventId, closes);
    }
}
