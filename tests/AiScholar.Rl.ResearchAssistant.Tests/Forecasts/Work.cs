using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Makes forecasters, and sessions of processes whose truth is known.</summary>
internal static class Work
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static WorkflowForecaster Forecaster(int seed = 1, Action<WorkflowForecastOptions>? configure = null)
    {
        var options = new WorkflowForecastOptions { Trees = 24 };
        configure?.Invoke(options);
        return new WorkflowForecaster(Options.Create(options), Options.Create(new AdvancedRlOptions { Seed = seed }), TimeProvider.System);
    }

    public static WorkflowActivity Activity(string name, double hours, params Feature[] features) => new() { Name = name, Start = Monday.AddHours(hours), Features = FeatureSet.Create(features) };

    public static WorkflowSession Session(int id, params IReadOnlyList<WorkflowActivity> activities) => new() { Id = $"s{id}", Activities = activities };

    public static RunningWorkflow Running(double nowHours, double? deadlineHours, params IReadOnlyList<WorkflowActivity> activities) => new()
    {
        Id = "running",
        Activities = activities,
        Now = Monday.AddHours(nowHours),
        Deadline = deadlineHours is { } hours ? Monday.AddHours(hours) : null,
    };

    /// <summary>Steps until a coin of .25 ends it, each an exponential time of mean 1 hour after the other: after every step P(remaining > t hours) = .75 exp(-t / 4).</summary>
    public static WorkflowSession Memoryless(int id, Random random)
    {
        double hours = random.NextDouble();
        var activities = new List<WorkflowActivity> { Activity("step", hours) };
        while (random.NextDouble() >= 0.25)
            activities.Add(Activity("step", hours += -Math.Log(1 - random.NextDouble())));
        return Session(id, activities);
    }

    /// <summary>Three steps; the time between them is log-normal with a median of 1 hour, ten times longer where the sample is hard.</summary>
    public static WorkflowSession Phases(int id, Random random)
    {
        bool isHard = random.Next(2) == 0;
        double hours = 0;
        var activities = new List<WorkflowActivity>();
        foreach (string name in (string[])["prepare", "measure", "report"])
        {
            activities.Add(Activity(name, hours, Feature.Categorical("sample", isHard ? "hard" : "easy")));
            hours += (isHard ? 10 : 1) * Math.Exp(0.5 * Gaussian(random));
        }

        return Session(id, activities);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
