using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Options of <see cref="IWorkflowForecaster"/>, below <c>ResearchAssistant:Forecasts</c>. They bound what it keeps; changing them forgets nothing.</summary>
public sealed class WorkflowForecastOptions
{
    /// <summary>Most activities of a session or of running work, 1 to 1,000,000.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumActivities { get; set; } = 10_000;

    /// <summary>Most different activities, 2 to 10,000; later ones are not forecast.</summary>
    /// <value>The default is 500.</value>
    [Range(2, 10_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumActivityKinds { get; set; } = 500;

    /// <summary>Most contexts whose followers are counted, 100 to 100,000,000; beyond it the rarer half is forgotten.</summary>
    /// <value>The default is 200,000.</value>
    [Range(100, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumContexts { get; set; } = 200_000;

    /// <summary>Most different facts (of activities, times and features) that are told apart, 100 to 10,000,000; later ones are left out.</summary>
    /// <value>The default is 50,000.</value>
    [Range(100, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumFacts { get; set; } = 50_000;

    /// <summary>Most moments of finished sessions that remaining times are learnt from, the newest, 100 to 10,000,000; one takes about 500 bytes.</summary>
    /// <value>The default is 30,000.</value>
    [Range(100, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumMoments { get; set; } = 30_000;

    /// <summary>How many trees the forest of remaining times has, 1 to 1000.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Trees { get; set; } = 64;

    /// <summary>Fewest moments of a tree's leaf, 1 to 1000.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int LeafSize { get; set; } = 10;
}
