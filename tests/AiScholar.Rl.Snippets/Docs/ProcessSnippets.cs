using AiScholar.Rl.ResearchAssistant;

namespace AiScholar.Rl.Snippets;

internal static class ProcessSnippets
{
    public static async Task Read(CancellationToken cancellationToken)
    {
        // snippet-start: process-read
        var sessions = new List<WorkflowSession>();
        await using FileStream log = File.OpenRead("sepsis.xes.gz");
        await foreach (WorkflowSession session in XesLog.ReadAsync(log, new XesLogOptions { Domain = "emergency-care" }, cancellationToken))
            sessions.Add(session);
        // snippet-end
    }

    public static IAsyncEnumerable<WorkflowSession> ReadTable(Stream table)
    {
        // snippet-start: process-read-csv
        IAsyncEnumerable<WorkflowSession> sessions = CsvLog.ReadAsync(table, new CsvLogOptions
        {
            SessionColumn = "experiment",
            ActivityColumn = "step",
            Separator = ';',
            IsGrouped = true,
        });
        // snippet-end
        return sessions;
    }

    public static async Task Map(IProcessMiner miner, IReadOnlyList<WorkflowSession> sessions)
    {
        // snippet-start: process-map
        ProcessMap map = await miner.MapAsync(sessions);
        foreach (ProcessVariant variant in map.Variants.Take(3))
            Console.WriteLine($"{variant.Count} sessions: {string.Join(" -> ", variant.Activities)}");
        foreach (ProcessEdge wait in map.Bottlenecks.Take(3))
            Console.WriteLine($"{wait.From} -> {wait.To}: {wait.MeanWait} on average, {wait.Count} times");
        string drawing = ProcessDiagram.ToMermaid(map, maximumEdges: 30);
        // snippet-end
        Console.WriteLine(drawing);
    }

    public static async Task Discover(IProcessMiner miner, IReadOnlyList<WorkflowSession> past, IReadOnlyList<WorkflowSession> recent)
    {
        // snippet-start: process-discover
        ProcessModel model = await miner.DiscoverAsync(past);
        Console.WriteLine(model.Tree);
        await File.WriteAllTextAsync("model.pnml", Pnml.Write(model.Net));
        await File.WriteAllTextAsync("model.bpmn", Bpmn.Write(model.Net));

        ProcessConformance conformance = await miner.CheckAsync(model.Net, recent, new ProcessConformanceRequest
        {
            Alignments = true,
            AlignmentTimeLimit = TimeSpan.FromSeconds(30),
        });
        Console.WriteLine($"fitness {conformance.Fitness:0.00}, precision {conformance.Precision:0.00}, {conformance.FittingShare:P0} of the sessions fit wholly");
        // snippet-end
    }

    public static async Task Stream(IAsyncEnumerable<WorkflowSession> sessions)
    {
        // snippet-start: process-stream
        var statistics = new ProcessStatistics(capacity: 50_000);
        await foreach (WorkflowSession session in sessions)
            statistics.Add(session);
        ProcessMap map = statistics.ToMap();
        // snippet-end
        Console.WriteLine(map.SessionCount);
    }
}
