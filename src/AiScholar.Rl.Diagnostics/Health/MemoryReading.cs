namespace AiScholar.Rl.Diagnostics;

/// <summary>Memory of the process.</summary>
/// <param name="WorkingSet">Bytes in use by the process.</param>
/// <param name="Available">Bytes it may use: the machine's, or the container's limit.</param>
/// <param name="ManagedHeap">Bytes of the managed heap.</param>
internal readonly record struct MemoryReading(long WorkingSet, long Available, long ManagedHeap)
{
    public static MemoryReading Now() =>
        new(Environment.WorkingSet, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, GC.GetTotalMemory(forceFullCollection: false));
}
