using AiScholar.Rl;

namespace QuickStart;

/// <summary>A study of 25 tasks as a group would plan it, one sample after the other. People, the microscope and the cluster are limited.</summary>
internal static class LabWorkflow
{
    public static ResearchWorkflow Create() => new()
    {
        Id = "imaging-study",
        Name = "Imaging study",
        Domain = "biology",
        Resources =
        [
            new ResearchResource { Id = "people", Name = "People", Capacity = 3 },
            new ResearchResource { Id = "microscope", Name = "Microscope", Capacity = 1 },
            new ResearchResource { Id = "cluster", Name = "Cluster nodes", Capacity = 2 },
        ],
        TaskSequence =
        [
            Task("question", "Settle question", 6, "", people: 2),
            Task("protocol", "Write protocol", 8, "question", people: 1),
            .. Sample("A", culture: 10, image: 14, segment: 4, nodes: 1),
            .. Sample("B", culture: 12, image: 12, segment: 6, nodes: 1),
            .. Sample("C", culture: 8, image: 10, segment: 8, nodes: 1),
            .. Sample("D", culture: 6, image: 8, segment: 12, nodes: 2),
            .. Sample("E", culture: 4, image: 6, segment: 16, nodes: 2),
            .. Sample("F", culture: 4, image: 4, segment: 20, nodes: 2),
            Task("train", "Train model", 18, "question", cluster: 1),
            Task("validate", "Validate model", 6, "train", people: 1, cluster: 1),
            Task("statistics", "Statistics", 8, "validate segment-A segment-B segment-C segment-D segment-E segment-F", people: 2),
            Task("figures", "Draw figures", 6, "statistics", people: 1),
            Task("paper", "Write paper", 12, "figures", people: 2),
        ],
    };

    private static WorkflowTask[] Sample(string sample, int culture, int image, int segment, int nodes) =>
    [
        Task($"culture-{sample}", $"Culture {sample}", culture, "protocol", people: 1),
        Task($"image-{sample}", $"Image {sample}", image, $"culture-{sample}", people: 1, microscope: 1),
        Task($"segment-{sample}", $"Segment {sample}", segment, $"image-{sample}", cluster: nodes),
    ];

    private static WorkflowTask Task(string id, string name, int hours, string after, int people = 0, int microscope = 0, int cluster = 0) => new()
    {
        Id = id,
        Name = name,
        Duration = TimeSpan.FromHours(hours),
        Dependencies = [.. after.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(task => new TaskDependency { TaskId = task })],
        Demands = [.. Demand("people", people), .. Demand("microscope", microscope), .. Demand("cluster", cluster)],
    };

    private static IEnumerable<ResourceDemand> Demand(string resource, int amount) =>
        amount > 0 ? [new ResourceDemand { ResourceId = resource, Amount = amount }] : [];
}
