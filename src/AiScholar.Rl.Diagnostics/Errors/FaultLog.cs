using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>The latest contained faults, in a ring. A call refused in quarantine is kept once until its extension fails or another does.</summary>
internal sealed class FaultLog : IFaultObserver
{
    private readonly Lock _lock = new();
    private readonly ExtensionFault[] _ring;
    private long _count;

    public FaultLog(IOptions<DiagnosticsOptions> options) => _ring = new ExtensionFault[options.Value.RecentFaultCapacity];

    public IReadOnlyList<ExtensionFault> Recent
    {
        get
        {
            lock (_lock)
            {
                int kept = (int)Math.Min(_count, _ring.Length);
                return [.. Enumerable.Range(1, kept).Select(age => _ring[(_count - age) % _ring.Length])];
            }
        }
    }

    public void OnFault(ExtensionFault fault)
    {
        lock (_lock)
        {
            if (fault.Code == AdvancedRlErrorCode.ExtensionQuarantined && _count > 0 && IsRepetition(fault, _ring[(_count - 1) % _ring.Length]))
                return;
            _ring[_count % _ring.Length] = fault;
            _count++;
        }
    }

    private static bool IsRepetition(ExtensionFault fault, ExtensionFault last) =>
        last.Code == fault.Code && last.Kind == fault.Kind && last.ExtensionName == fault.ExtensionName;
}
