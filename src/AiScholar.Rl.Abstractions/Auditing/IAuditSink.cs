namespace AiScholar.Rl;

/// <summary>Takes security-relevant events. Safe to call from many threads; many may be registered.</summary>
public interface IAuditSink
{
    /// <summary>Records an event; a durable sink returns once it would survive a crash.</summary>
    ValueTask RecordAsync(AuditEvent auditEvent, CancellationToken cancellationToken = default);
}
